#pragma once

#include <stdexcept>
#include <string>

namespace vitrine::run {

/// Something the user asked for cannot be done; what() is one sentence fit to be shown as it is.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// An argument outside its range; the message names the offending value and the allowed range.
class InvalidInput : public Error {
public:
    using Error::Error;
};

/// A file that is missing, damaged, of another kind, or that does not belong here.
class UnreadableFile : public Error {
public:
    using Error::Error;
};

/// A file or folder that could not be written; nothing that was there before is lost.
class UnwritableFile : public Error {
public:
    using Error::Error;
};

/// A packing that is no minimum of its potential energy where one is required.
class NotAMinimum : public Error {
public:
    using Error::Error;
};

/// Thrown by RunControl::checkpoint() when the run was told to stop. Not an Error: nothing went wrong.
/// Only the outermost caller (worker thread, command line) catches it.
class RunCancelled : public std::exception {
public:
    const char* what() const noexcept override { return "cancelled"; }
};

}  // namespace vitrine::run
