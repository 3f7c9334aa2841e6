#pragma once

namespace vitrine::potential {

/// A pair potential and its first three derivatives with respect to the distance r.
struct PairTerms {
    double value;   ///< phi(r), epsilon
    double first;   ///< phi'(r), epsilon/sigma
    double second;  ///< phi''(r), epsilon/sigma^2
    double third;   ///< phi'''(r), epsilon/sigma^3
};

}  // namespace vitrine::potential
