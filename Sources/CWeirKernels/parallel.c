// A pool of threads for short work: a training step is dozens of runs of some ten microseconds each, and
// waking a sleeping thread costs as much as one of them. So whoever waits spins a while first.
//
// One run at a time. A thread that wants a run while another is on, or from within one, does all parts
// itself: right in every case, and no slower than waiting for processors that are busy anyway.

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <time.h>
#include "CWeirKernels.h"

#define MOST_WORKERS 63
#define SPIN_NANOSECONDS 40000

// The state of the pool in one word, changed atomically: which run (above), how many more workers it
// still invites, and how many are inside it. A worker enters by trading an invitation for a place inside;
// the caller withdraws all invitations when no part is left, and then waits only for those inside. So it
// never waits for a worker that is still waking up, and such a worker, finding no invitation, never looks
// at a run that is over.
#define INSIDE 1ull
#define INSIDE_MASK 0xffull
#define INVITATION 0x100ull
#define INVITATIONS_MASK 0xff00ull
#define RUN 0x10000ull

static _Alignas(128) atomic_ullong state;
static _Alignas(128) atomic_bool busy;  // the run's fields and the pool's belong to whoever set it

// The next part of each share: a thread begins with the share of its number, for what it wrote in the run before still
// lies in its caches; then it helps the others. So it is where a run invites all workers; of fewer, any may come.
static struct {
  _Alignas(128) atomic_llong next;
} shares[MOST_WORKERS + 1];

static struct {
  wk_body body;
  void *context;
  int64_t parts, threads;
  int instruction_set;  // the caller's, so that a part yields the same bits wherever it is done
} run;
static int workers;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t invited = PTHREAD_COND_INITIALIZER;   // workers sleep here
static pthread_cond_t finished = PTHREAD_COND_INITIALIZER;  // the caller sleeps here
static atomic_int sleeping_workers;
static atomic_bool sleeping_caller;

static void pause_briefly(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb");  // yield is no pause on most Arm processors
#endif
}

static int64_t nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

// Spins until [ready] or for SPIN_NANOSECONDS; true if it became ready. In between it offers the processor
// to whoever else wants it: on a busy machine that may be the very thread it waits for, and without the
// offer a training step on two threads took twice as long there as on one.
static bool spin_until(bool (*ready)(unsigned long long), unsigned long long argument) {
  int64_t start = nanoseconds();
  do {
    for (int i = 0; i < 32; i++) {
      if (ready(argument)) return true;
      pause_briefly();
    }
    sched_yield();
  } while (nanoseconds() - start < SPIN_NANOSECONDS);
  return false;
}

// Where a share of the parts begins; it ends where the next one does.
static int64_t share_start(int64_t share) { return share * run.parts / run.threads; }

// The caller wrote the run before it opened it, and workers entered through that word.
static void take_parts(int64_t thread) {
  for (int64_t i = 0; i < run.threads; i++) {
    int64_t share = (thread + i) % run.threads, end = share_start(share + 1), part;
    while ((part = atomic_fetch_add_explicit(&shares[share].next, 1, memory_order_relaxed)) < end)
      run.body(run.context, (int32_t)part);
  }
}

// ---- Workers

// An invitation to another run than [last].
static bool is_invited(unsigned long long last) {
  unsigned long long s = atomic_load(&state);
  return (s & INVITATIONS_MASK) != 0 && s / RUN != last;
}

static void sleep_until_invited(unsigned long long last) {
  pthread_mutex_lock(&lock);
  // Announced before the state is looked at, as the caller opens a run before it looks for sleepers:
  // one of the two sees the other.
  atomic_fetch_add(&sleeping_workers, 1);
  while (!is_invited(last)) pthread_cond_wait(&invited, &lock);
  atomic_fetch_sub(&sleeping_workers, 1);
  pthread_mutex_unlock(&lock);
}

// The worker of a number, from one on; the caller is number zero.
static void *work(void *number) {
  unsigned long long last = 0;
  for (;;) {
    if (!spin_until(is_invited, last)) sleep_until_invited(last);
    unsigned long long s = atomic_load(&state);
    do {
      if ((s & INVITATIONS_MASK) == 0) break;
    } while (!atomic_compare_exchange_weak(&state, &s, s - INVITATION + INSIDE));
    if ((s & INVITATIONS_MASK) == 0) continue;
    last = s / RUN;
    wk_limit_instruction_set(run.instruction_set);
    take_parts((int64_t)(intptr_t)number);
    s = atomic_fetch_sub(&state, INSIDE) - INSIDE;
    if ((s & INSIDE_MASK) == 0 && atomic_load(&sleeping_caller)) {
      pthread_mutex_lock(&lock);
      pthread_cond_signal(&finished);
      pthread_mutex_unlock(&lock);
    }
  }
}

// Workers are made when first wanted and stay. They take no signals: an interrupt belongs to the
// program, not to whoever happens to multiply.
static void make_workers(int wanted) {
  if (wanted <= workers) return;
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t thread;
  // A machine that gives no more threads costs time, not results.
  while (workers < wanted && pthread_create(&thread, &attributes, work, (void *)(intptr_t)(workers + 1)) == 0)
    workers++;
  pthread_attr_destroy(&attributes);
  pthread_sigmask(SIG_SETMASK, &old, NULL);
}

// ---- The caller

static bool is_empty(unsigned long long unused) {
  (void)unused;
  return (atomic_load(&state) & INSIDE_MASK) == 0;
}

static void wait_until_empty(void) {
  if (spin_until(is_empty, 0)) return;
  pthread_mutex_lock(&lock);
  atomic_store(&sleeping_caller, true);
  while (!is_empty(0)) pthread_cond_wait(&finished, &lock);
  atomic_store(&sleeping_caller, false);
  pthread_mutex_unlock(&lock);
}

static void wake(int invitations) {
  int sleeping = atomic_load(&sleeping_workers);
  if (sleeping == 0) return;
  pthread_mutex_lock(&lock);
  for (int i = 0; i < invitations && i < sleeping; i++) pthread_cond_signal(&invited);
  pthread_mutex_unlock(&lock);
}

void wk_parallel(int32_t threads, int32_t parts, wk_body body, void *context) {
  int32_t invitations = (threads < parts ? threads : parts) - 1;
  if (invitations > MOST_WORKERS) invitations = MOST_WORKERS;
  if (invitations <= 0 || atomic_exchange(&busy, true)) {
    for (int32_t part = 0; part < parts; part++) body(context, part);
    return;
  }
  make_workers(invitations);
  run.body = body;
  run.context = context;
  run.parts = parts;
  run.threads = invitations + 1;
  run.instruction_set = wk_instruction_set();
  for (int64_t share = 0; share < run.threads; share++)
    atomic_store_explicit(&shares[share].next, share_start(share), memory_order_relaxed);
  // Nobody is inside and nobody invited, so nobody else changes the state.
  unsigned long long number = atomic_load(&state) / RUN + 1;
  atomic_store(&state, number * RUN + (unsigned long long)invitations * INVITATION);
  wake(invitations);
  take_parts(0);
  atomic_fetch_and(&state, ~INVITATIONS_MASK);
  wait_until_empty();
  atomic_store(&busy, false);
}
