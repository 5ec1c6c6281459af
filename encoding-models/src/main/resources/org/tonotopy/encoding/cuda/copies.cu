// What is only copied, or counted.

// Copies the clips, which lie anywhere, behind each other.
extern "C" __global__ void collect(const float* const* inputs, const int* clips, int width, float* out) {
    int clip = blockIdx.y;
    u64 size = (u64) CLIP_ROWS(clips, clip) * width;
    u64 at = (u64) CLIP_FIRST(clips, clip) * width;
    for (u64 i = blockIdx.x * blockDim.x + threadIdx.x; i < size; i += (u64) gridDim.x * blockDim.x) {
        out[at + i] = inputs[clip][i];
    }
}

// Which clip each row is of, and which bin of it.
extern "C" __global__ void mark(const int* clips, int* clipOfRow, int* binOfRow) {
    int clip = blockIdx.y;
    int rows = CLIP_ROWS(clips, clip);
    for (int bin = blockIdx.x * blockDim.x + threadIdx.x; bin < rows; bin += gridDim.x * blockDim.x) {
        clipOfRow[CLIP_FIRST(clips, clip) + bin] = clip;
        binOfRow[CLIP_FIRST(clips, clip) + bin] = bin;
    }
}

// Copies the clips behind so many rows of silence each.
extern "C" __global__ void pad(const float* in, int width, int silent, const int* clips, float* out) {
    int clip = blockIdx.y;
    u64 from = (u64) CLIP_FIRST(clips, clip) * width;
    u64 to = from + (u64) clip * silent * width;
    u64 before = (u64) silent * width;
    u64 size = before + (u64) CLIP_ROWS(clips, clip) * width;
    for (u64 i = blockIdx.x * blockDim.x + threadIdx.x; i < size; i += (u64) gridDim.x * blockDim.x) {
        out[to + i] = i < before ? 0.0f : in[from + i - before];
    }
}

// The way back: drops the rows of silence.
extern "C" __global__ void unpad(const float* in, int width, int silent, const int* clips, float* out) {
    int clip = blockIdx.y;
    u64 to = (u64) CLIP_FIRST(clips, clip) * width;
    u64 from = to + (u64) (clip + 1) * silent * width;
    u64 size = (u64) CLIP_ROWS(clips, clip) * width;
    for (u64 i = blockIdx.x * blockDim.x + threadIdx.x; i < size; i += (u64) gridDim.x * blockDim.x) {
        out[to + i] = in[from + i];
    }
}
