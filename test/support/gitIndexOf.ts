/** An index of git, version 2, of files with these names. */
export function gitIndexOf(names: readonly string[]): Uint8Array {
  const entries = names.toSorted().map((name) => {
    // Times, device, inode, mode, user, group, size; the hash; flags with the length of the name.
    const head = Buffer.alloc(40 + 20 + 2);
    head.writeUInt32BE(0o100644, 24);
    head.writeUInt16BE(Buffer.byteLength(name), 60);
    const entry = Buffer.concat([head, Buffer.from(name)]);
    return Buffer.concat([entry, Buffer.alloc(8 - (entry.length % 8))]);
  });
  const header = Buffer.alloc(12);
  header.write('DIRC');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(names.length, 8);
  return new Uint8Array(Buffer.concat([header, ...entries]));
}
