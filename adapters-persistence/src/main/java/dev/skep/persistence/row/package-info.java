/// How a value of the domain lies in columns: span ↔ row, attributes ↔ JSON, id ↔ bytes.
@NullMarked
package dev.skep.persistence.row;

import org.jspecify.annotations.NullMarked;
