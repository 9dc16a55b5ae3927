// Runs a fuzz target over the files of its corpus, so that every past finding is part of the ordinary tests.
// Each file is also fed cut short at a few places: parsers must take any prefix.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

int main(int argc, char **argv)
{
    std::size_t runs = 0;
    for (int i = 1; i < argc; ++i) {
        for (const auto &entry : std::filesystem::recursive_directory_iterator(argv[i])) {
            if (!entry.is_regular_file())
                continue;
            std::ifstream file(entry.path(), std::ios::binary);
            const std::vector<char> content((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
            const std::size_t step = std::max<std::size_t>(1, content.size() / 16);
            for (std::size_t size = content.size();; size -= std::min(size, step)) {
                const std::vector<std::uint8_t> input(content.begin(),
                                                      content.begin() + static_cast<std::ptrdiff_t>(size));
                LLVMFuzzerTestOneInput(input.data(), input.size());
                ++runs;
                if (size == 0)
                    break;
            }
        }
    }
    std::printf("%zu inputs\n", runs);
    return runs > 0 ? 0 : 1; // an empty corpus tests nothing
}
