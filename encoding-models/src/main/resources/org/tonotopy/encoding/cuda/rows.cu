// What all kernels of encoding models agree on. Each other file is compiled behind this one when a network first needs it, with
// what it asks to be defined; KernelFile says which need a third before them.
//
// All values are float32 in row-major order; a row is one bin of one clip, and the clips of a batch follow each other. A batch
// may hold clips of several members, networks of one kind with weights of their own: the rows of a member are adjacent, and
// blockIdx.z counts members. Every sum has an order that depends on nothing but the member's own clips, so a network's results
// are the same bits whatever else is computed with it.
//
//   CHUNK, LOSS_CHUNK, CONVOLUTION_CHUNK  rows that one block adds up: part of what fixes the order of a sum

typedef unsigned long long u64;
typedef long long i64;

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

// The n-th number of java.util.SplittableRandom with that seed: the same mask as on every other backend.
__device__ __forceinline__ unsigned draw(u64 seed, u64 n) {
    u64 z = seed + (n + 1) * 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 33)) * 0x62A9D9ED799705F5ull;
    return (unsigned) (((z ^ (z >> 28)) * 0xCB24D0A5C88C35B3ull) >> 32);
}

// What the value of a unit, of so many, in a bin of a clip is multiplied by before the readout.
__device__ __forceinline__ float keep(
        const u64* seeds, int clip, unsigned threshold, float kept, int bin, int unit, int width) {
    if (threshold == 0) {
        return 1.0f;
    }
    return draw(seeds[clip], (u64) bin * width + unit) < threshold ? 0.0f : kept;
}
