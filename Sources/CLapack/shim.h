#include <stddef.h>

// LAPACK is Fortran and brings no header for C: everything goes by address, and the lengths of texts come
// last. Apple's Accelerate has the same functions and takes no notice of the length.

/// Eigenvalues of a symmetric tridiagonal matrix, increasing, in [d]; eigenvectors in the columns of [z].
void dstev_(
    const char *jobz, const int *n, double *d, double *e, double *z, const int *ldz, double *work,
    int *info, size_t jobz_length);

/// Eigenvalues of a symmetric matrix, increasing, in [w]; with [jobz] `V` its eigenvectors in the columns of [a].
void dsyevd_(
    const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work,
    const int *lwork, int *iwork, const int *liwork, int *info, size_t jobz_length, size_t uplo_length);

/// The version of LAPACK, in three numbers.
void ilaver_(int *major, int *minor, int *patch);
