// Products of matrices. There is one of each kernel for every width that a block may have: which one runs changes no bit.
//
//   COLUMNS    width of a block, in sixteens

#define DEPTH 16
// Rows of a thread's share.
#define ROWS 8
#define HEIGHT (16 * ROWS)
#define WIDTH (16 * COLUMNS)

// out[row][column] = sum over depth of left(row, depth) * right(depth, column), added up in the order of the depth, by blocks
// of 16 x 16 threads that each have ROWS x COLUMNS values. The first flag says whether neighbours along the depth lie beside
// each other in the left matrix, the second the same of the right one.
template <bool LEFT_ALONG, bool RIGHT_ALONG, class Left, class Right, class Store>
__device__ __forceinline__ void product(int rows, int columns, int from, int to, Left left, Right right, Store store) {
    __shared__ __align__(16) float a[DEPTH][HEIGHT + 4];
    __shared__ float b[DEPTH][WIDTH + 1];
    int row0 = blockIdx.x * HEIGHT;
    int column0 = blockIdx.y * WIDTH;
    int tr = threadIdx.x / 16 * ROWS;
    int tc = threadIdx.x % 16;
    float sum[ROWS][COLUMNS];
#pragma unroll
    for (int i = 0; i < ROWS; i++) {
#pragma unroll
        for (int j = 0; j < COLUMNS; j++) {
            sum[i][j] = 0.0f;
        }
    }
    for (int start = from; start < to; start += DEPTH) {
#pragma unroll
        for (int n = 0; n < HEIGHT * DEPTH / 256; n++) {
            int i = threadIdx.x + n * 256;
            int d = LEFT_ALONG ? i % DEPTH : i / HEIGHT;
            int m = LEFT_ALONG ? i / DEPTH : i % HEIGHT;
            a[d][m] = row0 + m < rows && start + d < to ? left(row0 + m, start + d) : 0.0f;
        }
#pragma unroll
        for (int n = 0; n < WIDTH * DEPTH / 256; n++) {
            int i = threadIdx.x + n * 256;
            int d = RIGHT_ALONG ? i % DEPTH : i / WIDTH;
            int m = RIGHT_ALONG ? i / DEPTH : i % WIDTH;
            b[d][m] = column0 + m < columns && start + d < to ? right(start + d, column0 + m) : 0.0f;
        }
        __syncthreads();
#pragma unroll
        for (int d = 0; d < DEPTH; d++) {
            float x[ROWS];
            float y[COLUMNS];
#pragma unroll
            for (int i = 0; i < ROWS; i += 4) {
                float4 some = *(const float4*) &a[d][tr + i];
                x[i] = some.x;
                x[i + 1] = some.y;
                x[i + 2] = some.z;
                x[i + 3] = some.w;
            }
#pragma unroll
            for (int j = 0; j < COLUMNS; j++) {
                y[j] = b[d][tc + 16 * j];
            }
#pragma unroll
            for (int i = 0; i < ROWS; i++) {
#pragma unroll
                for (int j = 0; j < COLUMNS; j++) {
                    sum[i][j] = fmaf(x[i], y[j], sum[i][j]);
                }
            }
        }
        __syncthreads();
    }
#pragma unroll
    for (int i = 0; i < ROWS; i++) {
#pragma unroll
        for (int j = 0; j < COLUMNS; j++) {
            int column = column0 + tc + 16 * j;
            if (row0 + tr + i < rows && column < columns) {
                store(row0 + tr + i, column, sum[i][j]);
            }
        }
    }
}
