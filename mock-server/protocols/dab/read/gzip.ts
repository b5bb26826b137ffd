const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The bytes as a gzip member (RFC 1952) that stores them as they are: valid, and no smaller. At most 65 535 bytes. */
export function gzipStored(bytes: Uint8Array): Uint8Array {
  const { length } = bytes;
  const out = new Uint8Array(length + 23);
  const view = new DataView(out.buffer);
  out.set([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
  // One last block, stored.
  out[10] = 1;
  view.setUint16(11, length, true);
  view.setUint16(13, ~length & 0xffff, true);
  out.set(bytes, 15);
  view.setUint32(length + 15, checksum(bytes), true);
  view.setUint32(length + 19, length, true);
  return out;
}

function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (table[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
