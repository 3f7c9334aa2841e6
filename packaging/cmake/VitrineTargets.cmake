# What every target of ours shares: the language, the warnings and the sanitizers.

add_library(vitrine_options INTERFACE)
target_compile_features(vitrine_options INTERFACE cxx_std_20)
target_include_directories(vitrine_options INTERFACE ${PROJECT_SOURCE_DIR})
# Contraction to fused multiply-add would make results depend on the compiler's mood.
target_compile_options(vitrine_options INTERFACE -ffp-contract=off)
if(VITRINE_SANITIZE)
    target_compile_options(vitrine_options INTERFACE -fsanitize=${VITRINE_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(vitrine_options INTERFACE -fsanitize=${VITRINE_SANITIZE})
endif()

add_library(vitrine_warnings INTERFACE)
target_compile_options(vitrine_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-align -Wunused
    -Woverloaded-virtual -Wnull-dereference -Wdouble-promotion -Wextra-semi
    $<$<BOOL:${VITRINE_WARNINGS_AS_ERRORS}>:-Werror>)

# vitrine_target(NAME): options for whoever links it, warnings for its own sources only.
function(vitrine_target name)
    target_link_libraries(${name} PUBLIC vitrine_options PRIVATE vitrine_warnings)
endfunction()
