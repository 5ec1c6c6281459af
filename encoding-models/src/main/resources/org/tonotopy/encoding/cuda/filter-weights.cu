// Weights of filters that have fewer parameters than weights, and the way back to the parameters.

__device__ __forceinline__ double softplusOf(double x) {
    return fmax(x, 0.0) + log1p(exp(-fabs(x)));
}

__device__ __forceinline__ double softplusSlope(double x) {
    return 1 / (1 + exp(-x));
}

// ---- Weights that are sums of outer products: time [filter][rank][delay], frequency [filter][rank][band] ------------------

extern "C" __global__ void separable(
        const float* parameters, int size, int frequencyAt, int timeAt, int rank, int width, int delays, int filters,
        float* weights, int weightsSize) {
    int member = blockIdx.z;
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= delays * width * filters) {
        return;
    }
    int n = i % filters;
    int band = i / filters % width;
    int delay = i / filters / width;
    const float* own = parameters + (u64) member * size;
    double sum = 0;
    for (int r = n * rank; r < (n + 1) * rank; r++) {
        sum += (double) own[timeAt + r * delays + delay] * own[frequencyAt + r * width + band];
    }
    weights[(u64) member * weightsSize + i] = (float) sum;
}

// From the gradient of the weights, with that of the biases behind it, to that of both profiles and the biases.
extern "C" __global__ void separableBack(
        const float* weights, int weightsSize, const float* parameters, int size, int frequencyAt, int timeAt, int rank,
        int width, int delays, int filters, int biasAt, float* gradients) {
    int member = blockIdx.z;
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    const float* own = parameters + (u64) member * size;
    const float* weight = weights + (u64) member * weightsSize;
    float* gradient = gradients + (u64) member * size;
    int products = rank * filters;
    if (i < products * width) {
        int r = i / width;
        double sum = 0;
        for (int delay = 0; delay < delays; delay++) {
            sum += (double) weight[((u64) delay * width + i % width) * filters + r / rank] * own[timeAt + r * delays + delay];
        }
        gradient[frequencyAt + i] = (float) sum;
    }
    if (i < products * delays) {
        int r = i / delays;
        double sum = 0;
        for (int band = 0; band < width; band++) {
            sum += (double) weight[((u64) (i % delays) * width + band) * filters + r / rank]
                    * own[frequencyAt + r * width + band];
        }
        gradient[timeAt + i] = (float) sum;
    }
    if (i < filters) {
        gradient[biasAt + i] = weight[(u64) delays * width * filters + i];
    }
}

// ---- Weights that are sums of bumps over lag and band, five numbers for each ----------------------------------------------

struct Bump {
    double band, bandWidth, lag, lagWidth, weight;

    // The five blocks [filter][bump] follow each other from at.
    __device__ Bump(const float* own, int at, int bumps, int i, int width, int delays) {
        band = own[at + i] * (double) (width - 1);
        bandWidth = softplusOf(own[at + bumps + i]) * width;
        lag = own[at + 2 * bumps + i] * (double) (delays - 1);
        lagWidth = softplusOf(own[at + 3 * bumps + i]) * delays;
        weight = own[at + 4 * bumps + i];
    }

    __device__ __forceinline__ double acrossBands(int f) const { return (f - band) / bandWidth; }
    __device__ __forceinline__ double acrossLags(int k) const { return (k - lag) / lagWidth; }
};

extern "C" __global__ void gaussian(
        const float* parameters, int size, int at, int bumps, int width, int delays, int filters, float* weights,
        int weightsSize) {
    int member = blockIdx.z;
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= delays * width * filters) {
        return;
    }
    int n = i % filters;
    int f = i / filters % width;
    int lag = delays - 1 - i / filters / width;
    const float* own = parameters + (u64) member * size;
    double sum = 0;
    for (int b = n * bumps; b < (n + 1) * bumps; b++) {
        Bump bump(own, at, bumps * filters, b, width, delays);
        double u = bump.acrossBands(f);
        double v = bump.acrossLags(lag);
        sum += bump.weight * exp(-(u * u + v * v) / 2);
    }
    weights[(u64) member * weightsSize + i] = (float) sum;
}

// From the gradient of the weights, with that of the biases behind it, to that of the bumps and the biases. One warp adds up
// for each bump, a thread every thirty-second weight.
extern "C" __global__ void gaussianBack(
        const float* weights, int weightsSize, const float* parameters, int size, int at, int bumps, int width, int delays,
        int filters, int biasAt, float* gradients) {
    int member = blockIdx.z;
    int i = (blockIdx.x * blockDim.x + threadIdx.x) / 32;
    int lane = threadIdx.x % 32;
    int all = bumps * filters;
    const float* own = parameters + (u64) member * size;
    const float* weight = weights + (u64) member * weightsSize;
    float* gradient = gradients + (u64) member * size;
    if (i < filters && lane == 0) {
        gradient[biasAt + i] = weight[(u64) delays * width * filters + i];
    }
    if (i >= all) {
        return;
    }
    Bump bump(own, at, all, i, width, delays);
    double sums[5] = {0, 0, 0, 0, 0};
    for (int k = lane; k < delays * width; k += 32) {
        double u = bump.acrossBands(k % width);
        double v = bump.acrossLags(delays - 1 - k / width);
        double share = weight[(u64) k * filters + i / bumps] * exp(-(u * u + v * v) / 2);
        sums[0] += share * u;
        sums[1] += share * u * u;
        sums[2] += share * v;
        sums[3] += share * v * v;
        sums[4] += share;
    }
    for (int s = 0; s < 5; s++) {
        for (int half = 16; half > 0; half /= 2) {
            sums[s] += __shfl_down_sync(0xffffffffu, sums[s], half);
        }
    }
    if (lane == 0) {
        double w = bump.weight;
        gradient[at + i] = (float) (w * sums[0] / bump.bandWidth * (width - 1));
        gradient[at + all + i] = (float) (w * sums[1] / bump.bandWidth * softplusSlope(own[at + all + i]) * width);
        gradient[at + 2 * all + i] = (float) (w * sums[2] / bump.lagWidth * (delays - 1));
        gradient[at + 3 * all + i] = (float) (w * sums[3] / bump.lagWidth * softplusSlope(own[at + 3 * all + i]) * delays);
        gradient[at + 4 * all + i] = (float) sums[4];
    }
}
