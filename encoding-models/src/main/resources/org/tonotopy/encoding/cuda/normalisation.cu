// Layer normalisation over the channels of each position, scaled and shifted, with what follows it.

// Normalises the values of a position over its channels, scales and shifts them, and lets them through the activation. One
// thread for each row and position; raw becomes what was normalised.
extern "C" __global__ void normalise(
        float* raw, int channels, int positions, int activation, const float* parameters, int size, int scaleAt, int shiftAt,
        const int* spans, float* inverses, float* out) {
    int member = blockIdx.z;
    int width = channels * positions;
    u64 first = MEMBER_FIRST(spans, member);
    u64 at = (u64) blockIdx.x * blockDim.x + threadIdx.x;
    if (at >= (u64) MEMBER_ROWS(spans, member) * positions) {
        return;
    }
    u64 row = first + at / positions;
    int position = (int) (at % positions);
    const float* own = parameters + (u64) member * size;
    float* values = raw + row * width + position;
    float sum = 0.0f;
    for (int c = 0; c < channels; c++) {
        sum += values[c * positions];
    }
    float mean = sum / channels;
    float squares = 0.0f;
    for (int c = 0; c < channels; c++) {
        float centred = values[c * positions] - mean;
        squares = fmaf(centred, centred, squares);
    }
    float inverse = 1.0f / sqrtf(squares / channels + 1e-5f);
    inverses[row * positions + position] = inverse;
    for (int c = 0; c < channels; c++) {
        float value = (values[c * positions] - mean) * inverse;
        values[c * positions] = value;
        out[row * width + c * positions + position] =
                activate(fmaf(value, own[scaleAt + c], own[shiftAt + c]), activation);
    }
}

// The way back: slopes become those before the activation, and back those before the norm.
extern "C" __global__ void normaliseBack(
        float* slopes, const float* out, const float* normalised, const float* inverses, int channels, int positions,
        int activation, const float* parameters, int size, int scaleAt, const int* spans, float* back) {
    int member = blockIdx.z;
    int width = channels * positions;
    u64 first = MEMBER_FIRST(spans, member);
    u64 at = (u64) blockIdx.x * blockDim.x + threadIdx.x;
    if (at >= (u64) MEMBER_ROWS(spans, member) * positions) {
        return;
    }
    u64 row = first + at / positions;
    int position = (int) (at % positions);
    const float* scale = parameters + (u64) member * size + scaleAt;
    u64 base = row * width + position;
    float sum = 0.0f;
    float projection = 0.0f;
    for (int c = 0; c < channels; c++) {
        u64 i = base + c * positions;
        float slope = slopes[i] * activationSlope(out[i], activation);
        slopes[i] = slope;
        float scaled = slope * scale[c];
        sum += scaled;
        projection = fmaf(scaled, normalised[i], projection);
    }
    float mean = sum / channels;
    float share = projection / channels;
    float inverse = inverses[row * positions + position];
    for (int c = 0; c < channels; c++) {
        u64 i = base + c * positions;
        back[i] = (slopes[i] * scale[c] - mean - normalised[i] * share) * inverse;
    }
}


// Gathers the gradient of scale and shift from their sums over rows, [products, slopes][channel][position].
extern "C" __global__ void gatherNorm(
        const float* sums, int channels, int positions, float* gradients, int size, int scaleAt, int shiftAt) {
    int member = blockIdx.z;
    int width = channels * positions;
    const float* norm = sums + (u64) member * 2 * width;
    float* gradient = gradients + (u64) member * size;
    for (int channel = threadIdx.x; channel < channels; channel += blockDim.x) {
        float scale = 0.0f;
        float shift = 0.0f;
        for (int unit = channel * positions; unit < (channel + 1) * positions; unit++) {
            scale += norm[unit];
            shift += norm[width + unit];
        }
        gradient[scaleAt + channel] = scale;
        gradient[shiftAt + channel] = shift;
    }
}
