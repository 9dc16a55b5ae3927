#pragma once
// How many descriptors this process may have open. Call once at start, before threads.

namespace net {

// Raises the soft limit to the hard one. Returns the number of descriptors allowed afterwards; 0 when the system
// has no such limit (Windows).
long raiseDescriptorLimit();

} // namespace net
