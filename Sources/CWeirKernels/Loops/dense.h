// Products with full matrices, over the same tiles.
//
// All three products of a layer are one: c[r, j] = sum over k of a[r, k] b[k, j], with a read one number
// at a time and b and c in vectors. Six rows by MICRO_VECTORS vectors of c stay in registers over a run
// of k, so that each vector of b loaded serves six multiply-adds and each number of a serves
// MICRO_VECTORS: with 32 registers 24 are sums, with 16 twelve. Nothing is packed or copied: a is read in
// place, by whatever strides it has (but see PACKED_STRIDE), and a tile is as wide as a panel of b wants
// to be. Rows come in groups, whose weights are read once for all tiles.

#define MICRO_ROWS 6
#define MICRO_VECTORS (REGISTERS >= 32 ? 4 : 2)
#define GROUP_ROWS (8 * MICRO_ROWS)
// Features of x in use at a time: 128 of 256 bytes fill two thirds of the nearest cache.
#define INNER_BLOCK 128

typedef struct {
  const float *a;
  size_t a_row, a_inner, a_segment;  // from one row, one k, one segment to the next
  const float *b;
  size_t b_inner;  // from one k to the next, through all segments
  float *c;
  size_t c_row;
  size_t inner;  // k in a segment
  int32_t segments;
  const float *bias;  // where sums start, unless they start from c
  bool add;
  const float *ahead;  // a of the next group, or null
  size_t ahead_row, ahead_inner;
} product;

// [rows] rows by [vectors] vectors of c, of the last vector only [lanes] lanes.
INLINE void micro(const product *p, int rows, int vectors, size_t lanes) {
  floats sums[MICRO_ROWS][MICRO_VECTORS];
  UNROLL for (int r = 0; r < rows; r++)
    UNROLL for (int z = 0; z < vectors; z++) {
      const float *c = p->c + (size_t)r * p->c_row + z * WIDTH;
      sums[r][z] = !p->add ? broadcast(p->bias ? p->bias[r] : 0)
                   : z == vectors - 1 ? load_first(c, lanes) : load(c);
    }
  const float *b = p->b;
  for (int32_t s = 0; s < p->segments; s++) {
    const float *a = p->a + (size_t)s * p->a_segment;
    for (size_t k = 0; k < p->inner; k++, a += p->a_inner, b += p->b_inner) {
      floats column[MICRO_VECTORS];
      UNROLL for (int z = 0; z < vectors; z++)
        column[z] = z == vectors - 1 ? load_first(b + z * WIDTH, lanes) : load(b + z * WIDTH);
      UNROLL for (int r = 0; r < rows; r++) {
        floats w = broadcast(a[(size_t)r * p->a_row]);
        UNROLL for (int z = 0; z < vectors; z++) sums[r][z] = multiply_add(w, column[z], sums[r][z]);
      }
    }
  }
  UNROLL for (int r = 0; r < rows; r++)
    UNROLL for (int z = 0; z < vectors; z++) {
      float *c = p->c + (size_t)r * p->c_row + z * WIDTH;
      if (z == vectors - 1) store_first(c, sums[r][z], lanes);
      else store(c, sums[r][z]);
    }
}

// A run of a row is too short for the processor to guess what follows, so a group's numbers are asked for
// before they are needed, an eighth with each six rows of the group in front: more at once would push each
// other out, where consecutive k are a power of two apart. Where a comes from memory (4096 x 4096), this is
// worth a quarter.
INLINE void ask_for_group(const product *p, int32_t row) {
  if (p->ahead_inner == 1) {
    for (int32_t r = row; r < row + MICRO_ROWS; r++)
      for (size_t k = 0; k < p->inner; k += 16)
        __builtin_prefetch(p->ahead + (size_t)r * p->ahead_row + k, 0, 2);
  } else {
    size_t eighth = (p->inner + 7) / 8, first = (size_t)(row / MICRO_ROWS) * eighth;
    for (size_t k = first; k < first + eighth && k < p->inner; k++)
      for (size_t r = 0; r < GROUP_ROWS; r += 16) __builtin_prefetch(p->ahead + k * p->ahead_inner + r, 0, 2);
  }
}

// All rows, six at a time and then the rest. How rows are grouped never changes a sum.
INLINE void micro_rows(product p, int32_t rows, int vectors, size_t lanes) {
  for (int32_t row = 0; rows >= MICRO_ROWS; rows -= MICRO_ROWS, row += MICRO_ROWS) {
    if (p.ahead) ask_for_group(&p, row);
    micro(&p, MICRO_ROWS, vectors, lanes);
    p.a += MICRO_ROWS * p.a_row;
    p.c += MICRO_ROWS * p.c_row;
    if (p.bias) p.bias += MICRO_ROWS;
  }
  switch (rows) {
  case 5: micro(&p, 5, vectors, lanes); break;
  case 4: micro(&p, 4, vectors, lanes); break;
  case 3: micro(&p, 3, vectors, lanes); break;
  case 2: micro(&p, 2, vectors, lanes); break;
  case 1: micro(&p, 1, vectors, lanes); break;
  }
}

// In a transposed product consecutive k lie a whole row of w apart. When that is a large power of two,
// they compete for the same few places in the caches and each is in a page of its own, so the numbers
// that a group needs are copied together first: at 4096 x 4096 twice as fast, below these strides up to a
// tenth slower. Narrow panels read the numbers several times, so copying pays sooner.
#define PACKED_STRIDE (MICRO_VECTORS * WIDTH < WK_LANES ? 1024 : 2048)

INLINE void pack(const float *w, size_t inner_stride, size_t inner, size_t rows, float *panel) {
  for (size_t k = 0; k < inner; k++, w += inner_stride, panel += GROUP_ROWS)
    for (size_t r = 0; r < rows; r += WIDTH) store_first(panel + r, load_first(w + r, rows - r), rows - r);
}

static void loop_dense_product(const float *w, size_t row_stride, size_t inner_stride, const float *bias,
                               const float *x, size_t x_stride, float *y, size_t y_stride, int32_t tiles,
                               int32_t inner, int32_t begin, int32_t end) {
  if (begin >= end) return;
  bool packed = row_stride == 1 && inner_stride >= PACKED_STRIDE;
  float panel[INNER_BLOCK * GROUP_ROWS];
  // Once even if there is nothing to sum, for the bias.
  int32_t k = 0;
  do {
    int32_t run = inner - k < INNER_BLOCK ? inner - k : INNER_BLOCK;
    for (int32_t r = begin, rows; r < end; r += rows) {
      rows = end - r < GROUP_ROWS ? end - r : GROUP_ROWS;
      product p = {
        .a = w + (size_t)r * row_stride + (size_t)k * inner_stride, .a_row = row_stride,
        .a_inner = inner_stride, .b_inner = WK_LANES, .c_row = WK_LANES, .inner = (size_t)run, .segments = 1,
        .bias = bias ? bias + r : NULL, .add = k > 0, .ahead_row = row_stride, .ahead_inner = inner_stride,
      };
      const float *ahead = r + 2 * GROUP_ROWS <= end ? p.a + GROUP_ROWS * row_stride : NULL;
      if (packed) {
        pack(p.a, inner_stride, p.inner, (size_t)rows, panel);
        p.a = panel;
        p.a_inner = GROUP_ROWS;
      }
      for (int32_t t = 0; t < tiles; t++)
        for (int lane = 0; lane < WK_LANES; lane += MICRO_VECTORS * WIDTH) {
          p.b = x + (size_t)t * x_stride + (size_t)k * WK_LANES + lane;
          p.c = y + (size_t)t * y_stride + (size_t)r * WK_LANES + lane;
          p.ahead = t + 1 == tiles && lane == 0 ? ahead : NULL;
          micro_rows(p, rows, MICRO_VECTORS, WIDTH);
        }
    }
    k += run;
  } while (k < inner);
}

static void loop_transpose_tile(const float *x, float *out, size_t out_stride, int32_t begin, int32_t end) {
  for (int32_t f = begin; f < end; f += WIDTH) {
    int32_t count = end - f < WIDTH ? end - f : WIDTH;
    for (int lane = 0; lane < WK_LANES; lane += WIDTH) {
      floats v[WIDTH];
      for (int i = 0; i < WIDTH; i++)
        v[i] = i < count ? load(x + (size_t)(f + i) * WK_LANES + lane) : (floats){0};
      transpose(v);
      for (int i = 0; i < WIDTH; i++)
        store_first(out + (size_t)(lane + i) * out_stride + f, v[i], (size_t)count);
    }
  }
}

// Samples are the inner index here: d has them side by side, x has been transposed, so that the columns
// of the gradient are. A tile is a segment.
static void loop_dense_gradient(const float *transposed_x, size_t x_stride, const float *d, size_t d_stride,
                                int32_t tiles, int32_t columns, float *gradient, int32_t begin,
                                int32_t end) {
  product p = {
    .a = d + (size_t)begin * WK_LANES, .a_row = WK_LANES, .a_inner = 1, .a_segment = d_stride,
    .b = transposed_x, .b_inner = x_stride, .c = gradient + (size_t)begin * (size_t)columns,
    .c_row = (size_t)columns, .inner = WK_LANES, .segments = tiles,
  };
  int32_t c = 0;
  for (; c + MICRO_VECTORS * WIDTH <= columns; c += MICRO_VECTORS * WIDTH) {
    micro_rows(p, end - begin, MICRO_VECTORS, WIDTH);
    p.b += MICRO_VECTORS * WIDTH;
    p.c += MICRO_VECTORS * WIDTH;
  }
  for (; c + WIDTH <= columns; c += WIDTH, p.b += WIDTH, p.c += WIDTH)
    micro_rows(p, end - begin, 1, WIDTH);
  if (c < columns) micro_rows(p, end - begin, 1, (size_t)(columns - c));
}
