# Functions every CMakeLists.txt of the tree uses. Targets and properties only: nothing global is changed here.

# What every translation unit of ours is compiled with.
add_library(relaydeck_options INTERFACE)
target_include_directories(relaydeck_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(relaydeck_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS QT_DISABLE_DEPRECATED_BEFORE=0x060400
    RELAYDECK_VERSION="${PROJECT_VERSION}")
if(MSVC)
    target_compile_options(relaydeck_options INTERFACE /W4 /permissive- /utf-8 /guard:cf)
    if(RELAYDECK_WERROR)
        target_compile_options(relaydeck_options INTERFACE /WX)
    endif()
else()
    target_compile_options(relaydeck_options INTERFACE
        -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
        -Wcast-qual -Wimplicit-fallthrough
        # Designated initialisers leave members to their defaults on purpose.
        -Wno-missing-field-initializers
        # GCC 12 takes a guard object that signs itself out in its destructor for a dangling pointer.
        $<$<CXX_COMPILER_ID:GNU>:-Wno-dangling-pointer>
        $<$<NOT:$<CONFIG:Debug>>:-fstack-protector-strong>)
    if(NOT RELAYDECK_SANITIZE)
        target_compile_options(relaydeck_options INTERFACE $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>)
    endif()
    if(NOT APPLE)
        target_link_options(relaydeck_options INTERFACE -Wl,-z,relro,-z,now)
    endif()
    if(RELAYDECK_WERROR)
        target_compile_options(relaydeck_options INTERFACE -Werror)
    endif()
endif()
if(RELAYDECK_SANITIZE)
    target_compile_options(relaydeck_options INTERFACE
        -fsanitize=${RELAYDECK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -g -O1)
    target_link_options(relaydeck_options INTERFACE -fsanitize=${RELAYDECK_SANITIZE})
    if(RELAYDECK_SANITIZE MATCHES "undefined")
        # This check opens a pipe to look at memory, and calls every object broken when the process has no descriptor
        # left, which tests bring about. What it would find, the address sanitizer finds.
        target_compile_options(relaydeck_options INTERFACE -fno-sanitize=vptr)
    endif()
    # Our own promises stop the program in every build that tests run.
    target_compile_definitions(relaydeck_options INTERFACE QT_FORCE_ASSERTS)
endif()
if(RELAYDECK_COVERAGE)
    target_compile_options(relaydeck_options INTERFACE -fprofile-instr-generate -fcoverage-mapping)
    target_link_options(relaydeck_options INTERFACE -fprofile-instr-generate)
endif()
if(RELAYDECK_FUZZ)
    target_compile_options(relaydeck_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# add_core_library(tdf SOURCES … HEADERS … PUBLIC … PRIVATE …) → target core_tdf, alias core::tdf.
# A module's dependencies are private unless a type of theirs stands in a public header, so a wrong
# include fails to compile.
function(add_core_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;HEADERS;PUBLIC;PRIVATE" ${ARGN})
    add_library(core_${name} STATIC ${ARG_SOURCES} ${ARG_HEADERS})
    add_library(core::${name} ALIAS core_${name})
    target_link_libraries(core_${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE} relaydeck_options)
    target_include_directories(core_${name} PUBLIC ${CMAKE_SOURCE_DIR})
endfunction()

# add_core_test(tdf_reader SOURCES tst_reader.cpp LIBS core::tdf LABELS vectors) → program tst_tdf_reader, run by ctest.
# Labels: unit vectors scenario qml fuzz chaos architecture; unit when none is named.
function(add_core_test name)
    cmake_parse_arguments(ARG "SERIAL" "TIMEOUT" "SOURCES;LIBS;LABELS;ARGS" ${ARGN})
    if(NOT ARG_LABELS)
        set(ARG_LABELS unit)
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    add_executable(tst_${name} ${ARG_SOURCES})
    target_link_libraries(tst_${name} PRIVATE ${ARG_LIBS} Qt6::Test relaydeck_options)
    target_compile_definitions(tst_${name} PRIVATE RELAYDECK_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    set_target_properties(tst_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    add_test(NAME ${name} COMMAND tst_${name} ${ARG_ARGS})
    set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_QUICK_BACKEND=software")
    if(ARG_SERIAL)
        set_tests_properties(${name} PROPERTIES RUN_SERIAL TRUE)
    endif()
endfunction()

# add_core_fuzzer(tdf_reader SOURCES fuzz_tdf_reader.cpp LIBS core::tdf) → with RELAYDECK_FUZZ a libFuzzer program
# fuzz_tdf_reader; always a test fuzz_tdf_reader that runs tests/fuzz/corpus/tdf_reader through the same function.
# Sources define extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size).
function(add_core_fuzzer name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBS" ${ARGN})
    add_executable(replay_${name} ${ARG_SOURCES} ${CMAKE_SOURCE_DIR}/tests/fuzz/replay.cpp)
    target_link_libraries(replay_${name} PRIVATE ${ARG_LIBS} relaydeck_options)
    set_target_properties(replay_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    add_test(NAME fuzz_${name} COMMAND replay_${name} ${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name})
    set_tests_properties(fuzz_${name} PROPERTIES LABELS fuzz TIMEOUT 120)
    if(RELAYDECK_FUZZ)
        add_executable(fuzz_${name} ${ARG_SOURCES})
        target_link_libraries(fuzz_${name} PRIVATE ${ARG_LIBS} relaydeck_options)
        target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
        add_custom_target(run_fuzz_${name}
            COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/corpus/${name}
            COMMAND fuzz_${name} -max_total_time=60 -max_len=8192 -timeout=1 -rss_limit_mb=512 -print_final_stats=1
                    ${CMAKE_BINARY_DIR}/corpus/${name} ${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name}
            USES_TERMINAL)
        set_property(GLOBAL APPEND PROPERTY RELAYDECK_FUZZ_RUNS run_fuzz_${name})
    endif()
endfunction()
