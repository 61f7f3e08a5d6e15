// libedit as Swift can call it.
//
// Swift imports neither variadic C functions (`el_set`) nor, in Swift 6 mode, the mutable globals
// `stdin`, `stdout` and `stderr`. Static inline functions hide both, so a header is all that is needed.
#ifndef WEIR_CEDITLINE_SHIM_H
#define WEIR_CEDITLINE_SHIM_H

#include <dlfcn.h>
#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>

// <wchar.h> declares it only under a feature macro, which somebody may have left out before us.
extern int wcwidth(wchar_t);

typedef char *(*weir_prompt)(EditLine *);
typedef unsigned char (*weir_key)(EditLine *, int);
typedef int (*weir_read)(EditLine *, wchar_t *);

static inline EditLine *weir_editor(const char *program) { return el_init(program, stdin, stdout, stderr); }

static inline void weir_set_number(EditLine *editor, int what, int value) { el_set(editor, what, value); }
static inline void weir_set_text(EditLine *editor, int what, const char *value) { el_set(editor, what, value); }
static inline void weir_set_reader(EditLine *editor, weir_read read) { el_set(editor, EL_GETCFN, read); }
static inline void weir_set_terminal(EditLine *editor, const char *mode, const char *flag) {
  el_set(editor, EL_SETTY, mode, flag, NULL);
}

// What the C functions given to libedit find their Swift object by.
static inline void weir_set_owner(EditLine *editor, void *owner) { el_set(editor, EL_CLIENTDATA, owner); }
static inline void *weir_owner(EditLine *editor) {
  void *owner = NULL;
  el_get(editor, EL_CLIENTDATA, &owner);
  return owner;
}

// The bytes of the prompt between two [mark]s take no room on the screen.
static inline void weir_set_prompt(EditLine *editor, weir_prompt prompt, char mark) {
  el_set(editor, EL_PROMPT_ESC, prompt, mark);
}

static inline void weir_add_key(EditLine *editor, const char *name, const char *help, weir_key key) {
  el_set(editor, EL_ADDFN, name, help, key);
}
static inline void weir_bind(EditLine *editor, const char *keys, const char *name) {
  el_set(editor, EL_BIND, keys, name, NULL);
}

// Whether the person has left editing on.
static inline int weir_is_editing(EditLine *editor) {
  int on = 1;
  return el_get(editor, EL_EDITMODE, &on) == 0 ? on : 1;
}

// Draws prompt and text from the start of the cursor's row.
static inline void weir_draw(EditLine *editor) { el_set(editor, EL_REFRESH); }

// 0 x 0 where the terminal does not know its size.
static inline void weir_window_size(int file, int *rows, int *columns) {
  struct winsize size = {0};
  ioctl(file, TIOCGWINSZ, &size);
  *rows = size.ws_row;
  *columns = size.ws_col;
}

// Whether the database of terminals that libedit will look into knows one called [name]. Where it does not, libedit
// complains to the person, and writes as to a terminal that can do everything. The function is of the library below it.
static inline int weir_knows_terminal(const char *name) {
  typedef int (*lookup)(char *, const char *);
  void *program = dlopen(NULL, RTLD_LAZY);
  lookup look = program ? (lookup)dlsym(program, "tgetent") : NULL;
  char entry[4096];
  return !look || look(entry, name) > 0;
}

// libedit calls `setlocale` nowhere, and outside a UTF-8 locale it silently drops what is not ASCII.
// Only the classes of characters are set: numbers keep their points.
static inline int weir_use_utf8(void) {
  const char *const locales[] = {"", "C.UTF-8", "en_US.UTF-8"};
  for (int i = 0; i < 3; i++)
    if (setlocale(LC_CTYPE, locales[i]) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
  return 0;
}

#endif
