import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A fresh folder for each test of the suite that calls this. Outside of a suite its hooks would run for every test there is. */
export function useTempFolder() {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ai-field-guide-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  return {
    get path(): string {
      return folder;
    },
    /** Writes a file, with the folders above it. Returns its path. */
    write: (name: string, text: string | Uint8Array): string => {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
  };
}
