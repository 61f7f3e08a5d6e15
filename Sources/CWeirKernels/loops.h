// Every loop, for the instruction set WK_SET, and the table that names them. Included once by each
// set_*.c; no other file does.

#include "vectors.h"
#include "permute.h"
#include "Loops/elements.h"
#include "Loops/ahead.h"
#include "Loops/slots.h"
#include "Loops/portions.h"
#include "Loops/sparse.h"
#include "Loops/sparse_gradient.h"
#include "Loops/sparse_backward.h"
#include "Loops/dense.h"
#include "Loops/windows.h"
#include "Loops/convolution.h"
#include "Loops/convolution_gradient.h"
#include "Loops/dense_convolution.h"
#include "Loops/dense_convolution_gradient.h"
#include "Loops/batch.h"
#include "Loops/rows.h"
#include "Loops/normalization.h"
#include "Loops/pooling.h"
#include "Loops/rectifiers.h"
#include "Loops/dropout.h"
#include "Loops/loss.h"
#include "Loops/optimizers.h"
#include "Loops/norms.h"
#include "Loops/flow.h"
#include "Loops/selection.h"
#include "Loops/peak.h"
#include "kernels.h"

#define ENTRY(name) .name = loop_##name,
#define WK_TABLE { WK_EACH_KERNEL(ENTRY) }
