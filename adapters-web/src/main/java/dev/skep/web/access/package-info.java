/// Who may read: the access token, signing in with it, sessions, and readers whom a proxy vouches
/// for. Knows no use case.
@NullMarked
package dev.skep.web.access;

import org.jspecify.annotations.NullMarked;
