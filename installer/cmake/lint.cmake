# Targets that check the code rather than build it: format, format-check, tidy, lint-qml. Included last, when every
# target is known.

# --- Layout: clang-format 14, the version of Debian 12; others lay a few things out differently.
find_program(CLANG_FORMAT NAMES clang-format-14 clang-format)
foreach(mode format format-check)
    add_custom_target(${mode}
        COMMAND ${CMAKE_COMMAND} -DPROGRAM=${CLANG_FORMAT} -DROOT=${CMAKE_SOURCE_DIR} -DMODE=${mode}
                -P ${CMAKE_SOURCE_DIR}/installer/cmake/format.cmake
        VERBATIM)
endforeach()

# --- clang-tidy, one command a source, so that the build tool runs them side by side and only again when something
# changed. Flags come from the compile commands of this build folder, whatever its compiler.
option(RELAYDECK_TIDY_TESTS "The target tidy looks at the sources of the tests too" OFF)
# All sources take about as long as building them twice. The target tidy-part looks at one share of them.
set(RELAYDECK_TIDY_SHARES 4 CACHE STRING "How many shares the sources are cut into for the target tidy-part")
set(RELAYDECK_TIDY_SHARE 0 CACHE STRING "Which of them tidy-part looks at, counted from 0")
find_program(CLANG_TIDY NAMES clang-tidy-14 clang-tidy)

function(relaydeck_targets_below folder result)
    get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
    get_property(folders DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
    foreach(below ${folders})
        relaydeck_targets_below(${below} more)
        list(APPEND targets ${more})
    endforeach()
    set(${result} ${targets} PARENT_SCOPE)
endfunction()

function(relaydeck_add_tidy)
    set(folders core app)
    if(RELAYDECK_TIDY_TESTS AND RELAYDECK_TESTS)
        list(APPEND folders tests)
    endif()
    relaydeck_targets_below(${CMAKE_SOURCE_DIR} targets)
    set(stamps)
    foreach(target ${targets})
        get_target_property(type ${target} TYPE)
        if(NOT type MATCHES "STATIC_LIBRARY|EXECUTABLE")
            continue()
        endif()
        get_target_property(folder ${target} SOURCE_DIR)
        get_target_property(sources ${target} SOURCES)
        foreach(source ${sources})
            cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${folder} NORMALIZE OUTPUT_VARIABLE path)
            cmake_path(RELATIVE_PATH path BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE relative)
            string(REGEX MATCH "^[^/]*" top "${relative}")
            if(NOT relative MATCHES "\\.cpp$" OR NOT top IN_LIST folders)
                continue()
            endif()
            set(stamp ${CMAKE_BINARY_DIR}/tidy/${relative}.stamp)
            if(stamp IN_LIST stamps)
                continue() # a source that two targets share
            endif()
            cmake_path(GET stamp PARENT_PATH stampFolder)
            # On the target: what it generates is there, and a changed header of it runs this again.
            add_custom_command(OUTPUT ${stamp}
                COMMAND ${CLANG_TIDY} -p ${CMAKE_BINARY_DIR} --quiet --extra-arg=-Wno-unknown-warning-option ${path}
                COMMAND ${CMAKE_COMMAND} -E make_directory ${stampFolder}
                COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
                DEPENDS ${path} ${target} ${CMAKE_SOURCE_DIR}/.clang-tidy
                COMMENT "clang-tidy ${relative}"
                VERBATIM)
            list(APPEND stamps ${stamp})
        endforeach()
    endforeach()
    add_custom_target(tidy DEPENDS ${stamps})
    set(part)
    set(number 0)
    foreach(stamp ${stamps})
        math(EXPR share "${number} % ${RELAYDECK_TIDY_SHARES}")
        math(EXPR number "${number} + 1")
        if(share EQUAL RELAYDECK_TIDY_SHARE)
            list(APPEND part ${stamp})
        endif()
    endforeach()
    add_custom_target(tidy-part DEPENDS ${part})
endfunction()
if(CLANG_TIDY)
    relaydeck_add_tidy()
endif()

# --- QML: every file. Qt makes the target that runs qmllint, whose warnings are errors; it looks at what was built.
if(TARGET relaydeck_qml_qmllint)
    add_dependencies(relaydeck_qml_qmllint relaydeck_qml relaydeck_models)
    add_custom_target(lint-qml)
    add_dependencies(lint-qml relaydeck_qml_qmllint)
endif()
