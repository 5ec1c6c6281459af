// What hidden values go through, one by one.

#define SIGMOID_UNITS 0
#define TANH_UNITS 1
#define LEAKY_UNITS 2
#define LEAK 0.1f

__device__ __forceinline__ float activate(float x, int activation) {
    if (activation == SIGMOID_UNITS) {
        return sigmoid(x);
    }
    return activation == TANH_UNITS ? tanhf(x) : x > 0.0f ? x : LEAK * x;
}

// The slope where the activation gave y: of the leaky rectifier the sign tells it.
__device__ __forceinline__ float activationSlope(float y, int activation) {
    if (activation == SIGMOID_UNITS) {
        return y - y * y;
    }
    return activation == TANH_UNITS ? 1.0f - y * y : y > 0.0f ? 1.0f : LEAK;
}

extern "C" __global__ void activateAll(const float* in, u64 count, int activation, float* out) {
    for (u64 i = blockIdx.x * blockDim.x + threadIdx.x; i < count; i += (u64) gridDim.x * blockDim.x) {
        out[i] = activate(in[i], activation);
    }
}

// Slopes become those before the activation.
extern "C" __global__ void activateAllBack(const float* in, u64 count, int activation, float* slopes) {
    for (u64 i = blockIdx.x * blockDim.x + threadIdx.x; i < count; i += (u64) gridDim.x * blockDim.x) {
        slopes[i] *= activationSlope(activate(in[i], activation), activation);
    }
}
