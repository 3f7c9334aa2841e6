#include "ui/figures/FontSubset.h"

#include <hb-subset.h>
#include <hb.h>
#include <memory>

namespace vitrine::figures {

namespace {

template <auto destroy>
struct Destroyer {
    template <typename T>
    void operator()(T* object) const
    {
        destroy(object);
    }
};
using Blob = std::unique_ptr<hb_blob_t, Destroyer<hb_blob_destroy>>;
using Face = std::unique_ptr<hb_face_t, Destroyer<hb_face_destroy>>;
using Input = std::unique_ptr<hb_subset_input_t, Destroyer<hb_subset_input_destroy>>;

/// Qt hands out tables, not the file that they are from.
Face faceOf(const QRawFont& font)
{
    constexpr const char* tables[] = {"cmap", "glyf", "loca", "head", "hhea", "hmtx", "maxp", "name",
                                      "OS/2", "post", "cvt ", "fpgm", "prep", "gasp", "CFF "};
    const Face builder(hb_face_builder_create());
    for (const char* tag : tables) {
        const QByteArray table = font.fontTable(tag);
        if (table.isEmpty())
            continue;
        const Blob blob(hb_blob_create(table.constData(), static_cast<unsigned>(table.size()),
                                       HB_MEMORY_MODE_DUPLICATE, nullptr, nullptr));
        hb_face_builder_add_table(builder.get(), hb_tag_from_string(tag, 4), blob.get());
    }
    const Blob whole(hb_face_reference_blob(builder.get()));
    return Face(hb_face_create(whole.get(), 0));
}

}  // namespace

QByteArray fontSubset(const QRawFont& font, const QString& characters)
{
    const Face face = faceOf(font);
    const Input input(hb_subset_input_create_or_fail());
    if (!input)
        return {};
    for (const uint character : characters.toUcs4())
        hb_set_add(hb_subset_input_unicode_set(input.get()), character);
    const Face subset(hb_subset_or_fail(face.get(), input.get()));
    if (!subset)
        return {};
    const Blob blob(hb_face_reference_blob(subset.get()));
    unsigned length = 0;
    const char* data = hb_blob_get_data(blob.get(), &length);
    return {data, static_cast<qsizetype>(length)};
}

}  // namespace vitrine::figures
