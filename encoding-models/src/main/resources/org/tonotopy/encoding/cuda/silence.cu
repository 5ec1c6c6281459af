// Dropout of the units before a readout: values, or the slopes by them, are multiplied by what is kept of them.
extern "C" __global__ void silence(
        const float* in, int width, u64 count, const int* clipOfRow, const int* binOfRow, const u64* seeds,
        unsigned threshold, float kept, float* out) {
    for (u64 i = blockIdx.x * blockDim.x + threadIdx.x; i < count; i += (u64) gridDim.x * blockDim.x) {
        u64 row = i / width;
        out[i] = in[i] * keep(seeds, clipOfRow[row], threshold, kept, binOfRow[row], (int) (i % width), width);
    }
}
