// Kernels of a recurrent encoding model (encoder of each bin, recurrence over time, readout, output nonlinearity) and of its
// loss. They are compiled when a network first computes, for the widths that it has:
//
//   HIDDEN     units of the recurrence           CHANNELS   values of the encoder at one position
//   GATES      3 GRU, 4 LSTM, 1 RNN              OUTPUT     which output nonlinearity, see below
//   CHUNK, LOSS_CHUNK  bins that one block adds up: part of what fixes the order of a sum
//   IN_REGISTERS  1 where the weights of the state fit into the registers of one block, 0 where they are read at each bin
//
// All values are float32 in row-major order; a row is one bin of one clip, and the clips of a batch follow each other. A batch
// may hold clips of several members, networks of one kind with weights of their own: the rows of a member are adjacent, and
// blockIdx.z counts members. Every sum has an order that depends on nothing but the member's own clips, so a network's results
// are the same bits whatever else is computed with it.

typedef unsigned long long u64;

#define UNITS (GATES * HIDDEN)
#define PADDED ((HIDDEN + 3) / 4 * 4)
#define POSITIONS (HIDDEN / CHANNELS)


#define IDENTITY 0
#define RELU 1
#define SOFTPLUS 2
#define SOFTPLUS2 3
#define SIGMOID 4
#define SIGMOID4 5
#define SIGMOID4_NON_NEGATIVE 6
#define DEXP 7
#define DEXP_NON_NEGATIVE 8

#if OUTPUT == SOFTPLUS2
#define OUTPUT_PARAMETERS 2
#elif OUTPUT >= SIGMOID4
#define OUTPUT_PARAMETERS 4
#else
#define OUTPUT_PARAMETERS 0
#endif

// First row and number of rows of a member, or of a clip followed by the member that it belongs to.
#define MEMBER_FIRST(spans, member) ((spans)[2 * (member)])
#define MEMBER_ROWS(spans, member) ((spans)[2 * (member) + 1])
#define CLIP_FIRST(clips, clip) ((clips)[3 * (clip)])
#define CLIP_ROWS(clips, clip) ((clips)[3 * (clip) + 1])
#define CLIP_MEMBER(clips, clip) ((clips)[3 * (clip) + 2])

__device__ __forceinline__ float sigmoid(float x) {
    return 1.0f / (1.0f + expf(-x));
}

__device__ __forceinline__ float softplus(float x) {
    return fmaxf(x, 0.0f) + log1pf(expf(-fabsf(x)));
}

// ---- Which values are silenced -------------------------------------------------------------------------------------------

// The n-th number of java.util.SplittableRandom with that seed: the same mask as on every other backend.
__device__ __forceinline__ unsigned draw(u64 seed, u64 n) {
    u64 z = seed + (n + 1) * 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 33)) * 0x62A9D9ED799705F5ull;
    return (unsigned) (((z ^ (z >> 28)) * 0xCB24D0A5C88C35B3ull) >> 32);
}

// What the value of a unit in a bin of a clip is multiplied by before the readout.
__device__ __forceinline__ float keep(const u64* seeds, int clip, unsigned threshold, float kept, int bin, int unit) {
    if (threshold == 0) {
        return 1.0f;
    }
    return draw(seeds[clip], (u64) bin * HIDDEN + unit) < threshold ? 0.0f : kept;
}

// ---- Products of matrices ------------------------------------------------------------------------------------------------

#define DEPTH 16

// out[row][column] = sum over depth of left(row, depth) * right(depth, column), added up in the order of the depth, by blocks
// of 16 x 16 threads that each have ROWS x COLUMNS values. The first flag says whether neighbours along the depth lie beside
// each other in the left matrix, the second the same of the right one.
template <int ROWS, int COLUMNS, bool LEFT_ALONG, bool RIGHT_ALONG, class Left, class Right, class Store>
__device__ __forceinline__ void product(int rows, int columns, int from, int to, Left left, Right right, Store store) {
    const int height = 16 * ROWS;
    const int width = 16 * COLUMNS;
    __shared__ __align__(16) float a[DEPTH][height + 4];
    __shared__ float b[DEPTH][width + 1];
    int row0 = blockIdx.x * height;
    int column0 = blockIdx.y * width;
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
        for (int n = 0; n < height * DEPTH / 256; n++) {
            int i = threadIdx.x + n * 256;
            int d = LEFT_ALONG ? i % DEPTH : i / height;
            int m = LEFT_ALONG ? i / DEPTH : i % height;
            a[d][m] = row0 + m < rows && start + d < to ? left(row0 + m, start + d) : 0.0f;
        }
#pragma unroll
        for (int n = 0; n < width * DEPTH / 256; n++) {
            int i = threadIdx.x + n * 256;
            int d = RIGHT_ALONG ? i % DEPTH : i / width;
            int m = RIGHT_ALONG ? i / DEPTH : i % width;
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

// Rows of a thread's share of a product.
#define SHARE_ROWS 8

// out[row][n] = sum_k in[row][k] W[n][k] + bias[n].
template <int COLUMNS>
__device__ __forceinline__ void affine(
        const float* in, int depth, const float* parameters, int size, int weightAt, int biasAt, int columns,
        const int* spans, float* out) {
    int member = blockIdx.z;
    u64 first = MEMBER_FIRST(spans, member);
    int rows = MEMBER_ROWS(spans, member);
    if ((int) (blockIdx.x * 16 * SHARE_ROWS) >= rows) {
        return;
    }
    const float* own = parameters + (u64) member * size;
    const float* weight = own + weightAt;
    const float* bias = own + biasAt;
    product<SHARE_ROWS, COLUMNS, true, true>(
            rows, columns, 0, depth,
            [&](int row, int k) { return in[(first + row) * depth + k]; },
            [&](int k, int n) { return weight[(u64) n * depth + k]; },
            [&](int row, int n, float sum) { out[(first + row) * columns + n] = sum + bias[n]; });
}

// out[row][k] = sum_n slopes[row][n] W[n][k]: the way back of affine.
template <int COLUMNS>
__device__ __forceinline__ void affineBack(
        const float* slopes, int depth, const float* parameters, int size, int weightAt, int columns, const int* spans,
        float* out) {
    int member = blockIdx.z;
    u64 first = MEMBER_FIRST(spans, member);
    int rows = MEMBER_ROWS(spans, member);
    if ((int) (blockIdx.x * 16 * SHARE_ROWS) >= rows) {
        return;
    }
    const float* weight = parameters + (u64) member * size + weightAt;
    product<SHARE_ROWS, COLUMNS, true, false>(
            rows, columns, 0, depth,
            [&](int row, int n) { return slopes[(first + row) * depth + n]; },
            [&](int n, int k) { return weight[(u64) n * columns + k]; },
            [&](int row, int k, float sum) { out[(first + row) * columns + k] = sum; });
}

// For each chunk of rows: part[n][k] = sum_row slopes[row][n] in[row][k], and behind all of these sum_row slopes[row][n].
template <int COLUMNS>
__device__ __forceinline__ void outer(
        const float* slopes, int m, const float* in, int k, const int* spans, int chunks, float* parts) {
    int member = blockIdx.z / chunks;
    int chunk = blockIdx.z % chunks;
    u64 first = MEMBER_FIRST(spans, member);
    int rows = MEMBER_ROWS(spans, member);
    int from = min(rows, chunk * CHUNK);
    int to = min(rows, from + CHUNK);
    float* part = parts + (u64) blockIdx.z * m * (k + 1);
    product<SHARE_ROWS, COLUMNS, false, false>(
            m, k + 1, from, to,
            [&](int n, int row) { return slopes[(first + row) * m + n]; },
            [&](int row, int column) { return column == k ? 1.0f : in[(first + row) * k + column]; },
            [&](int n, int column, float sum) {
                part[column == k ? (u64) m * k + n : (u64) n * k + column] = sum;
            });
}

// Of each product one kernel for every width that a block may have, in sixteens: which one runs changes no bit.
#define PRODUCTS(COLUMNS) \
    extern "C" __global__ void __launch_bounds__(256) affine##COLUMNS( \
            const float* in, int depth, const float* parameters, int size, int weightAt, int biasAt, int columns, \
            const int* spans, float* out) { \
        affine<COLUMNS>(in, depth, parameters, size, weightAt, biasAt, columns, spans, out); \
    } \
    extern "C" __global__ void __launch_bounds__(256) affineBack##COLUMNS( \
            const float* slopes, int depth, const float* parameters, int size, int weightAt, int columns, \
            const int* spans, float* out) { \
        affineBack<COLUMNS>(slopes, depth, parameters, size, weightAt, columns, spans, out); \
    } \
    extern "C" __global__ void __launch_bounds__(256) outer##COLUMNS( \
            const float* slopes, int m, const float* in, int k, const int* spans, int chunks, float* parts) { \
        outer<COLUMNS>(slopes, m, in, k, spans, chunks, parts); \
    }

PRODUCTS(1)
PRODUCTS(3)
PRODUCTS(5)
PRODUCTS(7)
PRODUCTS(8)

// For each chunk of rows and each column: sum_row a b, and behind all of these sum_row a.
extern "C" __global__ void columnProducts(
        const float* a, const float* b, int width, const int* spans, int chunks, float* parts) {
    int member = blockIdx.z / chunks;
    int chunk = blockIdx.z % chunks;
    int column = blockIdx.x * blockDim.x + threadIdx.x;
    if (column >= width) {
        return;
    }
    u64 first = MEMBER_FIRST(spans, member);
    int rows = MEMBER_ROWS(spans, member);
    int from = min(rows, chunk * CHUNK);
    int to = min(rows, from + CHUNK);
    float products = 0.0f;
    float sum = 0.0f;
    for (int row = from; row < to; row++) {
        float slope = a[(first + row) * width + column];
        products = fmaf(slope, b[(first + row) * width + column], products);
        sum += slope;
    }
    float* part = parts + (u64) blockIdx.z * 2 * width;
    part[column] = products;
    part[width + column] = sum;
}

// Adds up the chunks of a member in their order. Elements from split on go to secondAt.
extern "C" __global__ void addUp(
        const float* parts, int chunks, int size, int split, float* sums, int sumsSize, int firstAt, int secondAt) {
    int member = blockIdx.z;
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= size) {
        return;
    }
    const float* part = parts + (u64) member * chunks * size + i;
    double sum = 0;
    for (int chunk = 0; chunk < chunks; chunk++) {
        sum += part[(u64) chunk * size];
    }
    sums[(u64) member * sumsSize + (i < split ? firstAt + i : secondAt + i - split)] = (float) sum;
}

// ---- Encoder -------------------------------------------------------------------------------------------------------------

// Where the weight of a tap lies: one for each position where they are its own, or one for all positions.
__device__ __forceinline__ int tapAt(int channel, int tap, int position, int taps, int own) {
    return own ? (channel * taps + tap) * POSITIONS + position : channel * taps + tap;
}

// Spreads the weights of all positions into one matrix [HIDDEN][bands], which is cleared, with the biases behind it.
extern "C" __global__ void spread(
        const float* parameters, int size, int weightAt, int biasAt, int bands, int taps, int stride, int own,
        float* matrices) {
    int member = blockIdx.z;
    int unit = blockIdx.x;
    int channel = unit / POSITIONS;
    int position = unit % POSITIONS;
    const float* given = parameters + (u64) member * size;
    float* matrix = matrices + (u64) member * (HIDDEN * bands + HIDDEN);
    for (int band = threadIdx.x; band < bands; band += blockDim.x) {
        int tap = band - position * stride;
        bool seen = tap >= 0 && tap < taps;
        matrix[unit * bands + band] = seen ? given[weightAt + tapAt(channel, tap, position, taps, own)] : 0.0f;
    }
    if (threadIdx.x == 0) {
        matrix[HIDDEN * bands + unit] = given[biasAt + (own ? unit : channel)];
    }
}

// Gathers the gradient of the weights from that of the matrix, and that of the norm from its sums over rows by unit.
extern "C" __global__ void gather(
        const float* matrices, const float* norms, int bands, int taps, int stride, int own, float* gradients, int size,
        int weightAt, int biasAt, int scaleAt, int shiftAt) {
    int member = blockIdx.z;
    const float* matrix = matrices + (u64) member * (HIDDEN * bands + HIDDEN);
    const float* norm = norms + (u64) member * 2 * HIDDEN;
    float* gradient = gradients + (u64) member * size;
    for (int i = threadIdx.x; i < CHANNELS * taps; i += blockDim.x) {
        int channel = i / taps;
        int tap = i % taps;
        float sum = 0.0f;
        for (int position = 0; position < POSITIONS; position++) {
            float slope = matrix[(channel * POSITIONS + position) * bands + position * stride + tap];
            sum += slope;
            if (own) {
                gradient[weightAt + tapAt(channel, tap, position, taps, own)] = slope;
            }
        }
        if (!own) {
            gradient[weightAt + i] = sum;
        }
    }
    for (int channel = threadIdx.x; channel < CHANNELS; channel += blockDim.x) {
        float bias = 0.0f;
        float scale = 0.0f;
        float shift = 0.0f;
        for (int position = 0; position < POSITIONS; position++) {
            int unit = channel * POSITIONS + position;
            float slope = matrix[HIDDEN * bands + unit];
            bias += slope;
            if (own) {
                gradient[biasAt + unit] = slope;
            }
            scale += norm[unit];
            shift += norm[HIDDEN + unit];
        }
        if (!own) {
            gradient[biasAt + channel] = bias;
        }
        gradient[scaleAt + channel] = scale;
        gradient[shiftAt + channel] = shift;
    }
}

// Copies the clips, which lie anywhere, behind each other.
extern "C" __global__ void collect(const float* const* inputs, const int* clips, int width, float* out) {
    int clip = blockIdx.y;
    u64 size = (u64) CLIP_ROWS(clips, clip) * width;
    u64 at = (u64) CLIP_FIRST(clips, clip) * width;
    for (u64 i = blockIdx.x * blockDim.x + threadIdx.x; i < size; i += (u64) gridDim.x * blockDim.x) {
        out[at + i] = inputs[clip][i];
    }
}

// Normalises the values of a position over its channels, scales and shifts them, and takes the sigmoid. One thread for each
// row and position; raw becomes what was normalised.
extern "C" __global__ void normalise(
        float* raw, const float* parameters, int size, int scaleAt, int shiftAt, const int* spans, float* inverses,
        float* encoded) {
    int member = blockIdx.z;
    u64 first = MEMBER_FIRST(spans, member);
    u64 at = (u64) blockIdx.x * blockDim.x + threadIdx.x;
    if (at >= (u64) MEMBER_ROWS(spans, member) * POSITIONS) {
        return;
    }
    u64 row = first + at / POSITIONS;
    int position = (int) (at % POSITIONS);
    const float* own = parameters + (u64) member * size;
    float* values = raw + row * HIDDEN + position;
    float sum = 0.0f;
    for (int c = 0; c < CHANNELS; c++) {
        sum += values[c * POSITIONS];
    }
    float mean = sum / CHANNELS;
    float squares = 0.0f;
    for (int c = 0; c < CHANNELS; c++) {
        float centred = values[c * POSITIONS] - mean;
        squares = fmaf(centred, centred, squares);
    }
    float inverse = 1.0f / sqrtf(squares / CHANNELS + 1e-5f);
    inverses[row * POSITIONS + position] = inverse;
    for (int c = 0; c < CHANNELS; c++) {
        float value = (values[c * POSITIONS] - mean) * inverse;
        values[c * POSITIONS] = value;
        encoded[row * HIDDEN + c * POSITIONS + position] = sigmoid(fmaf(value, own[scaleAt + c], own[shiftAt + c]));
    }
}

// The way back: slopes become those before the sigmoid, and back those before the norm.
extern "C" __global__ void normaliseBack(
        float* slopes, const float* encoded, const float* normalised, const float* inverses, const float* parameters,
        int size, int scaleAt, const int* spans, float* back) {
    int member = blockIdx.z;
    u64 first = MEMBER_FIRST(spans, member);
    u64 at = (u64) blockIdx.x * blockDim.x + threadIdx.x;
    if (at >= (u64) MEMBER_ROWS(spans, member) * POSITIONS) {
        return;
    }
    u64 row = first + at / POSITIONS;
    int position = (int) (at % POSITIONS);
    const float* scale = parameters + (u64) member * size + scaleAt;
    u64 base = row * HIDDEN + position;
    float sum = 0.0f;
    float projection = 0.0f;
    for (int c = 0; c < CHANNELS; c++) {
        u64 i = base + c * POSITIONS;
        float s = encoded[i];
        float slope = slopes[i] * (s - s * s);
        slopes[i] = slope;
        float scaled = slope * scale[c];
        sum += scaled;
        projection = fmaf(scaled, normalised[i], projection);
    }
    float mean = sum / CHANNELS;
    float share = projection / CHANNELS;
    float inverse = inverses[row * POSITIONS + position];
    for (int c = 0; c < CHANNELS; c++) {
        u64 i = base + c * POSITIONS;
        back[i] = (slopes[i] * scale[c] - mean - normalised[i] * share) * inverse;
    }
}

// ---- Recurrence ----------------------------------------------------------------------------------------------------------

// Turns the weights of the state around, [k][unit], so that neighbouring units read neighbouring numbers.
extern "C" __global__ void turn(const float* parameters, int size, int weightAt, float* turned) {
    int member = blockIdx.z;
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < UNITS * HIDDEN) {
        int unit = i % UNITS;
        int k = i / UNITS;
        turned[(u64) member * UNITS * HIDDEN + i] =
                parameters[(u64) member * size + weightAt + (u64) unit * HIDDEN + k];
    }
}

// One block runs through one clip. maps holds the maps of the input and becomes the gates; memory is what the way back has
// to know besides (GRU: the candidate's map of the state; LSTM: the cell before the bin), before the state before the bin,
// and seen the state after it as the readout sees it.
extern "C" __global__ void __launch_bounds__(THREADS) advance(
        float* maps, const float* parameters, int size, int weightAt, int biasAt, const float* turned, const int* clips,
        const u64* seeds, unsigned threshold, float kept, float* memory, float* before, float* seen) {
    __shared__ __align__(16) float state[PADDED];
    __shared__ float gates[UNITS];
    __shared__ float given[HIDDEN];
    __shared__ float cell[HIDDEN];
    int clip = blockIdx.x;
    u64 first = CLIP_FIRST(clips, clip);
    int bins = CLIP_ROWS(clips, clip);
    int member = CLIP_MEMBER(clips, clip);
    const float* bias = parameters + (u64) member * size + biasAt;
    for (int i = threadIdx.x; i < PADDED; i += THREADS) {
        state[i] = 0.0f;
    }
    for (int i = threadIdx.x; i < HIDDEN; i += THREADS) {
        cell[i] = 0.0f;
    }
#if IN_REGISTERS
    const float* weight = parameters + (u64) member * size + weightAt;
    float u[PADDED];
#pragma unroll
    for (int k = 0; k < PADDED; k++) {
        u[k] = k < HIDDEN && threadIdx.x < UNITS ? weight[(u64) threadIdx.x * HIDDEN + k] : 0.0f;
    }
    float ahead = threadIdx.x < UNITS ? maps[first * UNITS + threadIdx.x] : 0.0f;
#else
    const float* weight = turned + (u64) member * UNITS * HIDDEN;
#endif
    __syncthreads();
    for (int bin = 0; bin < bins; bin++) {
        u64 row = first + bin;
        for (int unit = threadIdx.x; unit < UNITS; unit += THREADS) {
            float s0 = 0.0f, s1 = 0.0f, s2 = 0.0f, s3 = 0.0f;
#if IN_REGISTERS
            float map = ahead;
            if (bin + 1 < bins) {
                ahead = maps[(row + 1) * UNITS + unit];
            }
#pragma unroll
            for (int k = 0; k < PADDED; k += 4) {
                float4 h = *(const float4*) &state[k];
                s0 = fmaf(u[k], h.x, s0);
                s1 = fmaf(u[k + 1], h.y, s1);
                s2 = fmaf(u[k + 2], h.z, s2);
                s3 = fmaf(u[k + 3], h.w, s3);
            }
#else
            float map = maps[row * UNITS + unit];
#pragma unroll 4
            for (int k = 0; k + 3 < HIDDEN; k += 4) {
                float4 h = *(const float4*) &state[k];
                s0 = fmaf(weight[(u64) k * UNITS + unit], h.x, s0);
                s1 = fmaf(weight[(u64) (k + 1) * UNITS + unit], h.y, s1);
                s2 = fmaf(weight[(u64) (k + 2) * UNITS + unit], h.z, s2);
                s3 = fmaf(weight[(u64) (k + 3) * UNITS + unit], h.w, s3);
            }
            for (int k = HIDDEN / 4 * 4; k < HIDDEN; k++) {
                s0 = fmaf(weight[(u64) k * UNITS + unit], state[k], s0);
            }
#endif
            float recalled = (s0 + s1) + (s2 + s3) + bias[unit];
#if GATES == 3
            if (unit < 2 * HIDDEN) {
                gates[unit] = sigmoid(map + recalled);
            } else {
                gates[unit] = recalled;
                given[unit - 2 * HIDDEN] = map;
            }
#elif GATES == 4
            gates[unit] = unit / HIDDEN == 2 ? tanhf(map + recalled) : sigmoid(map + recalled);
#else
            gates[unit] = tanhf(map + recalled);
#endif
        }
        __syncthreads();
        for (int i = threadIdx.x; i < HIDDEN; i += THREADS) {
            float old = state[i];
            float* out = maps + row * UNITS + i;
#if GATES == 3
            float reset = gates[i];
            float update = gates[HIDDEN + i];
            float recalled = gates[2 * HIDDEN + i];
            float candidate = tanhf(fmaf(reset, recalled, given[i]));
            float fresh = fmaf(update, old - candidate, candidate);
            out[0] = reset;
            out[HIDDEN] = update;
            out[2 * HIDDEN] = candidate;
            memory[row * HIDDEN + i] = recalled;
#elif GATES == 4
            float input = gates[i];
            float forget = gates[HIDDEN + i];
            float candidate = gates[2 * HIDDEN + i];
            float shown = gates[3 * HIDDEN + i];
            memory[row * HIDDEN + i] = cell[i];
            float held = fmaf(forget, cell[i], input * candidate);
            cell[i] = held;
            float fresh = shown * tanhf(held);
            out[0] = input;
            out[HIDDEN] = forget;
            out[2 * HIDDEN] = candidate;
            out[3 * HIDDEN] = shown;
#else
            float fresh = gates[i];
            out[0] = fresh;
#endif
            before[row * HIDDEN + i] = old;
            state[i] = fresh;
            seen[row * HIDDEN + i] = fresh * keep(seeds, clip, threshold, kept, bin, i);
        }
        __syncthreads();
    }
}

// The way back through one clip: maps, which holds the gates, becomes the slopes of the input's maps, and ofState those of the
// state's maps, which differ for a GRU alone.
extern "C" __global__ void __launch_bounds__(THREADS) goBack(
        float* maps, const float* parameters, int size, int weightAt, const int* clips, const u64* seeds,
        unsigned threshold, float kept, const float* memory, const float* before, const float* slopes, float* ofState) {
    __shared__ __align__(16) float own[GATES * PADDED];
    __shared__ float parts[UNITS];
    __shared__ float carried[HIDDEN];
    __shared__ float carriedCell[HIDDEN];
    int clip = blockIdx.x;
    u64 first = CLIP_FIRST(clips, clip);
    int bins = CLIP_ROWS(clips, clip);
    int member = CLIP_MEMBER(clips, clip);
    const float* weight = parameters + (u64) member * size + weightAt;
    for (int i = threadIdx.x; i < HIDDEN; i += THREADS) {
        carried[i] = 0.0f;
        carriedCell[i] = 0.0f;
    }
    for (int i = threadIdx.x; i < GATES * PADDED; i += THREADS) {
        own[i] = 0.0f;
    }
#if IN_REGISTERS
    int gate = threadIdx.x / HIDDEN;
    int target = threadIdx.x % HIDDEN;
    float u[PADDED];
#pragma unroll
    for (int k = 0; k < PADDED; k++) {
        u[k] = k < HIDDEN && threadIdx.x < UNITS ? weight[((u64) gate * HIDDEN + k) * HIDDEN + target] : 0.0f;
    }
#endif
    // What the first threads need at a bin is read while the others still multiply for the bin after it.
    float nextGates[GATES];
    float nextMemory = 0.0f, nextBefore = 0.0f, nextSlope = 0.0f;
    if (threadIdx.x < HIDDEN && bins > 0) {
        u64 row = first + bins - 1;
        for (int g = 0; g < GATES; g++) {
            nextGates[g] = maps[row * UNITS + g * HIDDEN + threadIdx.x];
        }
        nextMemory = memory[row * HIDDEN + threadIdx.x];
        nextBefore = before[row * HIDDEN + threadIdx.x];
        nextSlope = slopes[row * HIDDEN + threadIdx.x];
    }
    __syncthreads();
    for (int bin = bins - 1; bin >= 0; bin--) {
        u64 row = first + bin;
        for (int i = threadIdx.x; i < HIDDEN; i += THREADS) {
            float g[GATES];
            float recalled, old, slope;
            float* out = maps + row * UNITS + i;
            if (i < THREADS) {
                for (int n = 0; n < GATES; n++) {
                    g[n] = nextGates[n];
                }
                recalled = nextMemory;
                old = nextBefore;
                slope = nextSlope;
                if (bin > 0) {
                    for (int n = 0; n < GATES; n++) {
                        nextGates[n] = maps[(row - 1) * UNITS + n * HIDDEN + i];
                    }
                    nextMemory = memory[(row - 1) * HIDDEN + i];
                    nextBefore = before[(row - 1) * HIDDEN + i];
                    nextSlope = slopes[(row - 1) * HIDDEN + i];
                }
            } else {
                for (int n = 0; n < GATES; n++) {
                    g[n] = out[n * HIDDEN];
                }
                recalled = memory[row * HIDDEN + i];
                old = before[row * HIDDEN + i];
                slope = slopes[row * HIDDEN + i];
            }
            slope = fmaf(slope, keep(seeds, clip, threshold, kept, bin, i), carried[i]);
#if GATES == 3
            float reset = g[0];
            float update = g[1];
            float candidate = g[2];
            float passed = slope * update;
            float ofCandidate = (slope - passed) * (1.0f - candidate * candidate);
            float ofUpdate = slope * (old - candidate) * (update - update * update);
            float ofReset = ofCandidate * recalled * (reset - reset * reset);
            out[0] = ofReset;
            out[HIDDEN] = ofUpdate;
            out[2 * HIDDEN] = ofCandidate;
            own[i] = ofReset;
            own[PADDED + i] = ofUpdate;
            own[2 * PADDED + i] = ofCandidate * reset;
            float* state = ofState + row * UNITS + i;
            state[0] = ofReset;
            state[HIDDEN] = ofUpdate;
            state[2 * HIDDEN] = ofCandidate * reset;
            carried[i] = passed;
#elif GATES == 4
            float input = g[0];
            float forget = g[1];
            float candidate = g[2];
            float shown = g[3];
            float high = tanhf(fmaf(forget, recalled, input * candidate));
            float ofCell = fmaf(slope * shown, 1.0f - high * high, carriedCell[i]);
            own[i] = ofCell * candidate * (input - input * input);
            own[PADDED + i] = ofCell * recalled * (forget - forget * forget);
            own[2 * PADDED + i] = ofCell * input * (1.0f - candidate * candidate);
            own[3 * PADDED + i] = slope * high * (shown - shown * shown);
            for (int n = 0; n < GATES; n++) {
                out[n * HIDDEN] = own[n * PADDED + i];
            }
            carriedCell[i] = ofCell * forget;
            carried[i] = 0.0f;
#else
            own[i] = slope * (1.0f - g[0] * g[0]);
            out[0] = own[i];
            carried[i] = 0.0f;
#endif
        }
        __syncthreads();
        for (int unit = threadIdx.x; unit < UNITS; unit += THREADS) {
            float s0 = 0.0f, s1 = 0.0f, s2 = 0.0f, s3 = 0.0f;
#if IN_REGISTERS
#pragma unroll
            for (int k = 0; k < PADDED; k += 4) {
                float4 slope = *(const float4*) &own[gate * PADDED + k];
                s0 = fmaf(u[k], slope.x, s0);
                s1 = fmaf(u[k + 1], slope.y, s1);
                s2 = fmaf(u[k + 2], slope.z, s2);
                s3 = fmaf(u[k + 3], slope.w, s3);
            }
#else
            int gate = unit / HIDDEN;
            int target = unit % HIDDEN;
#pragma unroll 8
            for (int k = 0; k < HIDDEN; k++) {
                s0 = fmaf(weight[((u64) gate * HIDDEN + k) * HIDDEN + target], own[gate * PADDED + k], s0);
            }
#endif
            parts[unit] = (s0 + s1) + (s2 + s3);
        }
        __syncthreads();
        for (int i = threadIdx.x; i < HIDDEN; i += THREADS) {
            float sum = carried[i];
            for (int n = 0; n < GATES; n++) {
                sum += parts[n * HIDDEN + i];
            }
            carried[i] = sum;
        }
    }
}

// ---- Output nonlinearity -------------------------------------------------------------------------------------------------

struct Output {
#if OUTPUT_PARAMETERS > 0
    float given[OUTPUT_PARAMETERS];
#endif

    __device__ Output(const float* parameters, int neuron, int neurons) {
#if OUTPUT_PARAMETERS > 0
        for (int i = 0; i < OUTPUT_PARAMETERS; i++) {
            given[i] = parameters[(u64) i * neurons + neuron];
        }
#endif
    }

    // The response.
    __device__ __forceinline__ float operator()(float x) const {
#if OUTPUT == IDENTITY
        return x;
#elif OUTPUT == RELU
        // Not the larger of the two, which is 0 for what is not a number.
        return x < 0.0f ? 0.0f : x;
#elif OUTPUT == SOFTPLUS
        return softplus(x);
#elif OUTPUT == SOFTPLUS2
        float beta = softplus(given[0]);
        return softplus(beta * x) / beta + softplus(given[1]);
#elif OUTPUT == SIGMOID
        return sigmoid(x);
#elif OUTPUT == SIGMOID4 || OUTPUT == SIGMOID4_NON_NEGATIVE
        return fmaf(amplitude(), sigmoid((x - given[2]) / width()), base());
#else
        return fmaf(amplitude(), expf(-expf(exponent(x))), base());
#endif
    }

#if OUTPUT == SIGMOID4 || OUTPUT == DEXP
    __device__ __forceinline__ float base() const { return given[0]; }
    __device__ __forceinline__ float amplitude() const { return given[1]; }
    __device__ __forceinline__ float baseSlope() const { return 1.0f; }
    __device__ __forceinline__ float amplitudeSlope() const { return 1.0f; }
#elif OUTPUT == SIGMOID4_NON_NEGATIVE || OUTPUT == DEXP_NON_NEGATIVE
    __device__ __forceinline__ float base() const { return softplus(given[0]); }
    __device__ __forceinline__ float amplitude() const { return softplus(given[1]); }
    __device__ __forceinline__ float baseSlope() const { return sigmoid(given[0]); }
    __device__ __forceinline__ float amplitudeSlope() const { return sigmoid(given[1]); }
#endif
#if OUTPUT == SIGMOID4 || OUTPUT == SIGMOID4_NON_NEGATIVE
    __device__ __forceinline__ float width() const { return softplus(given[3]) + 0.001f; }
#elif OUTPUT == DEXP || OUTPUT == DEXP_NON_NEGATIVE
    // Far out the curve is flat, and the product of nothing and infinity is not a number.
    __device__ __forceinline__ float exponent(float x) const {
        float steep = -softplus(given[3]) * (x - given[2]);
        // Not the smaller of the two, which is 80 for what is not a number.
        return steep > 80.0f ? 80.0f : steep;
    }
#endif

    // The slope by x of the response times a slope; adds that by every parameter.
    __device__ __forceinline__ float back(float x, float slope, float* sums) const {
#if OUTPUT == IDENTITY
        return slope;
#elif OUTPUT == RELU
        return x <= 0.0f ? 0.0f : slope;
#elif OUTPUT == SOFTPLUS
        return slope * sigmoid(x);
#elif OUTPUT == SOFTPLUS2
        float beta = softplus(given[0]);
        float gate = sigmoid(beta * x);
        sums[0] = fmaf(slope, (x * gate - softplus(beta * x) / beta) / beta * sigmoid(given[0]), sums[0]);
        sums[1] = fmaf(slope, sigmoid(given[1]), sums[1]);
        return slope * gate;
#elif OUTPUT == SIGMOID
        float y = sigmoid(x);
        return slope * (y - y * y);
#elif OUTPUT == SIGMOID4 || OUTPUT == SIGMOID4_NON_NEGATIVE
        float d = width();
        float away = (x - given[2]) / d;
        float s = sigmoid(away);
        float steep = slope * amplitude() * (s - s * s) / d;
        sums[0] = fmaf(slope, baseSlope(), sums[0]);
        sums[1] = fmaf(slope, s * amplitudeSlope(), sums[1]);
        sums[2] -= steep;
        sums[3] = fmaf(-steep, away * sigmoid(given[3]), sums[3]);
        return steep;
#else
        float inner = expf(exponent(x));
        float high = expf(-inner);
        float steep = slope * amplitude() * high * inner;
        float k = softplus(given[3]);
        sums[0] = fmaf(slope, baseSlope(), sums[0]);
        sums[1] = fmaf(slope, high * amplitudeSlope(), sums[1]);
        sums[2] = fmaf(-steep, k, sums[2]);
        sums[3] = fmaf(steep, (x - given[2]) * sigmoid(given[3]), sums[3]);
        return steep * k;
#endif
    }
};

// Responses of all rows.
extern "C" __global__ void respond(
        const float* before, const float* parameters, int size, int outputAt, int neurons, const int* spans, float* out) {
    int member = blockIdx.z;
    int neuron = blockIdx.x * 32 + threadIdx.x;
    if (neuron >= neurons) {
        return;
    }
    u64 first = MEMBER_FIRST(spans, member);
    int rows = MEMBER_ROWS(spans, member);
    Output output(parameters + (u64) member * size + outputAt, neuron, neurons);
    for (int row = blockIdx.y * 8 + threadIdx.y; row < rows; row += gridDim.y * 8) {
        u64 at = (first + row) * neurons + neuron;
        out[at] = output(before[at]);
    }
}

// ---- Loss ----------------------------------------------------------------------------------------------------------------

#define FLOOR 1e-8f
#define LOSS 0
#define COUNT 1
#define PREDICTION 2
#define TARGET 3
#define PREDICTION_SQUARED 4
#define TARGET_SQUARED 5
#define PRODUCT 6
#define MOMENTS 7

// Which clip each row is of.
extern "C" __global__ void mark(const int* clips, int* clipOfRow) {
    int clip = blockIdx.y;
    int rows = CLIP_ROWS(clips, clip);
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < rows; i += gridDim.x * blockDim.x) {
        clipOfRow[CLIP_FIRST(clips, clip) + i] = clip;
    }
}

__device__ __forceinline__ float targetOf(
        const float* const* targets, const int* clips, const int* clipOfRow, u64 row, int neuron, int neurons) {
    int clip = clipOfRow[row];
    return targets[clip][(row - CLIP_FIRST(clips, clip)) * neurons + neuron];
}

// Per chunk of rows and neuron: the sums that loss and correlation are made of, over what was recorded.
extern "C" __global__ void __launch_bounds__(256) moments(
        const float* before, const float* parameters, int size, int outputAt, int neurons, const float* const* targets,
        const int* clips, const int* clipOfRow, const int* spans, int chunks, int poisson, double* parts) {
    __shared__ double shared[8][32];
    int member = blockIdx.z;
    int chunk = blockIdx.y;
    int neuron = blockIdx.x * 32 + threadIdx.x;
    u64 first = MEMBER_FIRST(spans, member);
    int rows = MEMBER_ROWS(spans, member);
    double sums[MOMENTS];
    for (int i = 0; i < MOMENTS; i++) {
        sums[i] = 0;
    }
    if (neuron < neurons) {
        Output output(parameters + (u64) member * size + outputAt, neuron, neurons);
        int to = min(rows, (chunk + 1) * LOSS_CHUNK);
        for (int row = chunk * LOSS_CHUNK + threadIdx.y; row < to; row += 8) {
            float target = targetOf(targets, clips, clipOfRow, first + row, neuron, neurons);
            if (target == target) {
                float response = output(before[(first + row) * neurons + neuron]);
                double y = target;
                double r = response;
                sums[LOSS] += poisson ? r - y * (double) logf(fmaxf(response, FLOOR) + FLOOR) : (r - y) * (r - y);
                sums[COUNT] += 1;
                sums[PREDICTION] += r;
                sums[TARGET] += y;
                sums[PREDICTION_SQUARED] += r * r;
                sums[TARGET_SQUARED] += y * y;
                sums[PRODUCT] += r * y;
            }
        }
    }
    for (int i = 0; i < MOMENTS; i++) {
        shared[threadIdx.y][threadIdx.x] = sums[i];
        __syncthreads();
        if (threadIdx.y == 0 && neuron < neurons) {
            double sum = 0;
            for (int n = 0; n < 8; n++) {
                sum += shared[n][threadIdx.x];
            }
            parts[(((u64) member * chunks + chunk) * MOMENTS + i) * neurons + neuron] = sum;
        }
        __syncthreads();
    }
}

// Adds up the chunks of a member in their order.
extern "C" __global__ void addMoments(const double* parts, int chunks, int size, double* sums) {
    int member = blockIdx.z;
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < size) {
        double sum = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            sum += parts[((u64) member * chunks + chunk) * size + i];
        }
        sums[(u64) member * size + i] = sum;
    }
}

__device__ __forceinline__ double spreadOf(double squared, double sum, double count) {
    double spread = squared - sum * sum / count;
    // What is left of a constant after cancellation is rounding, and no spread at all.
    return spread > 1e-13 * squared ? spread : 0;
}

// NaN where it is undefined.
__device__ __forceinline__ double correlation(const double* of, int neurons, int neuron) {
    double count = of[COUNT * neurons + neuron];
    double r = of[PREDICTION * neurons + neuron];
    double y = of[TARGET * neurons + neuron];
    double spreads = spreadOf(of[PREDICTION_SQUARED * neurons + neuron], r, count)
            * spreadOf(of[TARGET_SQUARED * neurons + neuron], y, count);
    if (count < 2 || !(spreads > 0)) {
        return nan("");
    }
    return (of[PRODUCT * neurons + neuron] - r * y / count) / sqrt(spreads);
}

__device__ double sumOfBlock(double value) {
    __shared__ double shared[256];
    shared[threadIdx.x] = value;
    __syncthreads();
    for (int half = 128; half > 0; half /= 2) {
        if (threadIdx.x < half) {
            shared[threadIdx.x] += shared[threadIdx.x + half];
        }
        __syncthreads();
    }
    double sum = shared[0];
    __syncthreads();
    return sum;
}

// The loss of each member, what an entry weighs in it, and the three constants per neuron of the correlation's derivative,
// which is linear in target and prediction. One block of 256 threads for each member.
extern "C" __global__ void lossValue(
        const double* sums, int neurons, double weight, double* values, float* perEntry, float* constants) {
    int member = blockIdx.z;
    const double* of = sums + (u64) member * MOMENTS * neurons;
    double loss = 0;
    double recorded = 0;
    double correlations = 0;
    double defined = 0;
    for (int neuron = threadIdx.x; neuron < neurons; neuron += 256) {
        loss += of[LOSS * neurons + neuron];
        recorded += of[COUNT * neurons + neuron];
        double c = correlation(of, neurons, neuron);
        if (c == c) {
            correlations += c;
            defined += 1;
        }
    }
    loss = sumOfBlock(loss);
    recorded = sumOfBlock(recorded);
    correlations = sumOfBlock(correlations);
    defined = sumOfBlock(defined);
    bool correlated = weight != 0 && defined > 0;
    if (threadIdx.x == 0) {
        values[member] = loss / recorded + (correlated ? weight * (1 - correlations / defined) : 0);
        perEntry[member] = (float) (1 / recorded);
    }
    float* own = constants + (u64) member * 3 * neurons;
    for (int neuron = threadIdx.x; neuron < neurons; neuron += 256) {
        double c = correlation(of, neurons, neuron);
        double onTarget = 0;
        double onPrediction = 0;
        double offset = 0;
        if (correlated && c == c) {
            double count = of[COUNT * neurons + neuron];
            double r = of[PREDICTION * neurons + neuron];
            double y = of[TARGET * neurons + neuron];
            double ofPrediction = spreadOf(of[PREDICTION_SQUARED * neurons + neuron], r, count);
            double ofTarget = spreadOf(of[TARGET_SQUARED * neurons + neuron], y, count);
            double scale = -weight / defined;
            onTarget = scale / sqrt(ofPrediction * ofTarget);
            onPrediction = -scale * c / ofPrediction;
            offset = -onTarget * y / count - onPrediction * r / count;
        }
        own[neuron] = (float) onTarget;
        own[neurons + neuron] = (float) onPrediction;
        own[2 * neurons + neuron] = (float) offset;
    }
}

// Turns what came before the output nonlinearity into the slope by it: that of the loss, or where cotangents are given that of
// their product with the responses. parts gets, per chunk of rows, the slopes by the output's parameters.
extern "C" __global__ void __launch_bounds__(256) slopes(
        float* before, const float* parameters, int size, int outputAt, int neurons, const float* cotangents,
        const float* const* targets, const int* clips, const int* clipOfRow, const int* spans, int chunks, int poisson,
        const float* perEntry, const float* constants, float* parts) {
    __shared__ float shared[8][32];
    int member = blockIdx.z;
    int chunk = blockIdx.y;
    int neuron = blockIdx.x * 32 + threadIdx.x;
    u64 first = MEMBER_FIRST(spans, member);
    int rows = MEMBER_ROWS(spans, member);
    float sums[OUTPUT_PARAMETERS + 1];
    for (int i = 0; i < OUTPUT_PARAMETERS; i++) {
        sums[i] = 0.0f;
    }
    if (neuron < neurons) {
        Output output(parameters + (u64) member * size + outputAt, neuron, neurons);
        float onTarget = 0.0f, onPrediction = 0.0f, offset = 0.0f, share = 0.0f;
        if (cotangents == nullptr) {
            const float* own = constants + (u64) member * 3 * neurons;
            onTarget = own[neuron];
            onPrediction = own[neurons + neuron];
            offset = own[2 * neurons + neuron];
            share = perEntry[member];
        }
        int to = min(rows, (chunk + 1) * LOSS_CHUNK);
        for (int row = chunk * LOSS_CHUNK + threadIdx.y; row < to; row += 8) {
            u64 at = (first + row) * neurons + neuron;
            float x = before[at];
            float slope = 0.0f;
            if (cotangents != nullptr) {
                slope = cotangents[at];
            } else {
                float y = targetOf(targets, clips, clipOfRow, first + row, neuron, neurons);
                if (y == y) {
                    float r = output(x);
                    // Below the floor the logarithm is constant.
                    float entry = poisson ? 1.0f - (r > FLOOR ? y / (r + FLOOR) : 0.0f) : 2.0f * (r - y);
                    slope = entry * share + fmaf(onTarget, y, fmaf(onPrediction, r, offset));
                }
            }
            before[at] = output.back(x, slope, sums);
        }
    }
    for (int i = 0; i < OUTPUT_PARAMETERS; i++) {
        shared[threadIdx.y][threadIdx.x] = sums[i];
        __syncthreads();
        if (threadIdx.y == 0 && neuron < neurons) {
            float sum = 0.0f;
            for (int n = 0; n < 8; n++) {
                sum += shared[n][threadIdx.x];
            }
            parts[(((u64) member * chunks + chunk) * OUTPUT_PARAMETERS + i) * neurons + neuron] = sum;
        }
        __syncthreads();
    }
}
