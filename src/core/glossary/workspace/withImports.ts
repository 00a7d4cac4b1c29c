/** An import of an import, and so on. */
const mostImports = 100;

/** A glossary that holds, with the one in a folder of the file that led to it: itself, or what imports it. */
export interface HeldGlossary<File, Read> {
  readonly read: Read;
  readonly from: File;
}

/** The glossaries that hold for a file, each once: those of its folders, the nearest first, and behind each what it imports. */
export async function withImports<File, Read extends { readonly imports: readonly File[] }>(
  nearest: readonly File[],
  addressOf: (file: File) => string,
  read: (file: File) => Promise<Read>,
): Promise<HeldGlossary<File, Read>[]> {
  const held: HeldGlossary<File, Read>[] = [];
  const seen = new Set<string>();
  const add = async (file: File, from: File): Promise<void> => {
    const address = addressOf(file);
    if (seen.has(address) || seen.size > mostImports) return;
    seen.add(address);
    const found = await read(file);
    held.push({ read: found, from });
    for (const each of found.imports) await add(each, from);
  };
  for (const file of nearest) await add(file, file);
  return held;
}
