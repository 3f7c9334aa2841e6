#pragma once

#include <QByteArray>
#include <QPaintDevice>
#include <QSizeF>
#include <QString>

#include <memory>

namespace vitrine::figures {

/// Records what is painted as SVG. Qt's own generator leaves clipping out (Qt 6.4), tears words apart where the
/// script changes, as between Latin and Greek letters, and embeds no font; this one does not.
///
/// Paint in device units of a thousandth of a millimetre. Brushes are plain colours or linear gradients, clips are
/// rectangles: that is all that our figures use.
class SvgDevice : public QPaintDevice {
public:
    static constexpr double unitsPerMillimetre = 1000;

    /// @param size mm
    explicit SvgDevice(const QSizeF& size);
    ~SvgDevice() override;

    QPaintEngine* paintEngine() const override;
    /// The document, to be asked for when the painter has ended.
    /// @param title for people; @param metadata kept in the file as it is
    QByteArray document(const QString& title, const QString& metadata) const;

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    class Engine;
    QSizeF m_size;
    std::unique_ptr<Engine> m_engine;
};

}  // namespace vitrine::figures
