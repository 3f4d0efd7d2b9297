// Lets the database addon compile for Node-API 8, the newest one the test runtime knows. Its source holds
// references to strings, which Node-API 10 brought in; here such a reference holds a one-element array
// with the string in it, and objects may be referred to in every version.
#pragma once
#undef NAPI_VERSION
#define NAPI_VERSION 8
#include <napi.h>

namespace Napi {

template <>
class Reference<String> {
 public:
  Reference() = default;
  Reference(Reference&&) = default;
  Reference& operator=(Reference&&) = default;

  static Reference New(const String& value) {
    Array box = Array::New(value.Env(), 1);
    box.Set(uint32_t{0}, value);
    Reference made;
    made.held_ = Reference<Object>::New(box.As<Object>(), 1);
    return made;
  }

  String Value() const { return held_.Value().Get(uint32_t{0}).As<String>(); }
  bool IsEmpty() const { return held_.IsEmpty(); }

 private:
  Reference<Object> held_;
};

inline Reference<String> Persistent(const String& value) { return Reference<String>::New(value); }

}  // namespace Napi
