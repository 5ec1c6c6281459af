// The output nonlinearity of each neuron.
//
//   OUTPUT     which one

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
