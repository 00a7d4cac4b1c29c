// Builds dist/vocabularies/*.bin from the npm packages that carry the makers' public vocabularies, with a manifest.
// Run by the build and by the tests that need them; does nothing when the files are those of these sources already.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { VOCABULARY_VERSION } from '../src/core/tokens/engine/vocabularyFile';
import { findPairs } from './vocabularies/findPairs';
import { VOCABULARY_SOURCES, readSource } from './vocabularies/sources';
import type { VocabularySource } from './vocabularies/sources';
import { writeVocabulary } from './vocabularies/writeVocabulary';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const VOCABULARY_FOLDER = path.join(root, 'dist', 'vocabularies');

interface ManifestEntry {
  readonly file: string;
  readonly ids: number;
  readonly bytes: number;
  /** What the file adds to the VSIX, which is a zip. */
  readonly deflated: number;
  readonly sha256: string;
  readonly source: { readonly package: string; readonly file: string; readonly sha256: string };
}

interface Manifest {
  readonly version: number;
  readonly vocabularies: readonly ManifestEntry[];
}

function build(source: VocabularySource, folder: string): ManifestEntry {
  const vocabulary = readSource(source);
  const entries = findPairs(vocabulary);
  const content = writeVocabulary(vocabulary.unit, entries);
  const file = `${source.name}.bin`;
  writeFileSync(path.join(folder, file), content);
  return {
    file,
    ids: entries.length,
    bytes: content.length,
    deflated: deflateRawSync(content, { level: 9 }).length,
    sha256: sha256(content),
    source: { package: source.package, file: source.file, sha256: source.sha256 },
  };
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Writes what is missing or of other sources. @returns the manifest. @throws if a source is not the checked one. */
export function buildVocabularies(folder = VOCABULARY_FOLDER): Manifest {
  mkdirSync(folder, { recursive: true });
  const manifestFile = path.join(folder, 'manifest.json');
  const known = existsSync(manifestFile) ? (JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest) : undefined;
  const vocabularies = VOCABULARY_SOURCES.map((source) => {
    const entry =
      known?.version === VOCABULARY_VERSION
        ? known.vocabularies.find((it) => isCurrent(it, source, folder))
        : undefined;
    return entry ?? build(source, folder);
  });
  const manifest = { version: VOCABULARY_VERSION, vocabularies };
  writeFileSync(manifestFile, `${JSON.stringify(manifest, undefined, 2)}\n`);
  // The makers' terms go wherever the vocabularies go.
  cpSync(path.join(root, 'vocabularies'), folder, { recursive: true });
  return manifest;
}

function isCurrent(entry: ManifestEntry, source: VocabularySource, folder: string): boolean {
  const file = path.join(folder, entry.file);
  if (entry.file !== `${source.name}.bin` || entry.source.sha256 !== source.sha256 || !existsSync(file)) return false;
  return sha256(readFileSync(file)) === entry.sha256;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { vocabularies } = buildVocabularies();
  for (const { file, ids, bytes, deflated } of vocabularies) {
    console.log(
      `${file.padEnd(20)} ${String(ids).padStart(7)} ids ${String(bytes).padStart(9)} bytes ${String(deflated).padStart(9)} deflated`,
    );
  }
  console.log(`all together: ${vocabularies.reduce((sum, { deflated }) => sum + deflated, 0)} bytes deflated`);
}
