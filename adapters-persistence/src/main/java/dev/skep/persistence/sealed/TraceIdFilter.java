package dev.skep.persistence.sealed;

import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.row.Hash;
import java.util.Arrays;

/// A Bloom filter of trace ids: tells quickly, and without a file, that a segment does not have a
/// trace. Of some forty thousand traces that are not there it lets one through: the writer asks all
/// segments about each new trace, and one that is let through costs it a look into a file.
///
/// [#BITS_FOR_A_TRACE] bits for each trace, in blocks of 64 bytes; an id sets [#BITS_OF_AN_ID] bits
/// of one block. It is kept in the table `trace_filters`, so what an id's bits are must stay as it
/// is; how many blocks there are, each filter tells by its length.
public final class TraceIdFilter {
  private static final int BITS_FOR_A_TRACE = 32;
  private static final int BITS_OF_AN_ID = 7;
  private static final int BLOCK_BYTES = 64;
  private static final int BITS_WITHIN_BLOCK = 9;
  private static final int MASK = (1 << BITS_WITHIN_BLOCK) - 1;
  private static final long SEED = 0x736b_6570;

  private static final int[] NOWHERE = {};

  private final byte[] bytes;

  private TraceIdFilter(byte[] bytes) {
    this.bytes = bytes;
  }

  /// An empty filter for so many traces.
  public static TraceIdFilter forTraces(int count) {
    long blocks = (long) count * BITS_FOR_A_TRACE / (BLOCK_BYTES * Byte.SIZE) + 1;
    return new TraceIdFilter(new byte[Math.toIntExact(blocks * BLOCK_BYTES)]);
  }

  /// The filter with these bits, as [#bytes] gave them.
  ///
  /// @throws IllegalArgumentException if there are no blocks, or a part of one
  public static TraceIdFilter of(byte[] bytes) {
    if (bytes.length == 0 || bytes.length % BLOCK_BYTES != 0) {
      throw new IllegalArgumentException("a filter of trace ids is damaged");
    }
    return new TraceIdFilter(bytes);
  }

  public byte[] bytes() {
    return bytes;
  }

  public void add(TraceId id) {
    Key key = Key.of(id);
    int block = block(key.hash);
    long bits = key.bits;
    for (int i = 0; i < BITS_OF_AN_ID; i++) {
      int bit = (int) bits & MASK;
      bytes[block + bit / Byte.SIZE] |= (byte) (1 << (bit % Byte.SIZE));
      bits >>>= BITS_WITHIN_BLOCK;
    }
  }

  /// Whether the id may have been added; if not, it surely was not.
  public boolean mayContain(TraceId id) {
    return mayContain(Key.of(id));
  }

  /// The places of those that may have been added; of most questions, none.
  public int[] among(Key[] keys) {
    int[] places = NOWHERE;
    for (int i = 0; i < keys.length; i++) {
      if (mayContain(keys[i])) {
        places = Arrays.copyOf(places, places.length + 1);
        places[places.length - 1] = i;
      }
    }
    return places;
  }

  private boolean mayContain(Key key) {
    int block = block(key.hash);
    long bits = key.bits;
    for (int i = 0; i < BITS_OF_AN_ID; i++) {
      int bit = (int) bits & MASK;
      if ((bytes[block + bit / Byte.SIZE] & (1 << (bit % Byte.SIZE))) == 0) {
        return false;
      }
      bits >>>= BITS_WITHIN_BLOCK;
    }
    return true;
  }

  private int block(long hash) {
    int blocks = bytes.length / BLOCK_BYTES;
    return (int) (((hash >>> 32) * blocks) >>> 32) * BLOCK_BYTES;
  }

  /// What a filter looks for, the same in every filter.
  ///
  /// @param hash decides on the block
  /// @param bits decides on the bits within it
  public record Key(long hash, long bits) {
    public static Key of(TraceId id) {
      long hash =
          id.isHex()
              ? Hash.with(Hash.with(SEED, id.high()), id.low())
              : Hash.with(SEED, id.value());
      return new Key(hash, Hash.with(SEED, hash));
    }
  }
}
