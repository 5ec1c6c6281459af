// The loss of a batch and its slopes.

#define FLOOR 1e-8f
#define LOSS 0
#define COUNT 1
#define PREDICTION 2
#define TARGET 3
#define PREDICTION_SQUARED 4
#define TARGET_SQUARED 5
#define PRODUCT 6
#define MOMENTS 7

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
