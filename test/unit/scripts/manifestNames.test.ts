import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { presets } from '../../../src/core/chat/providers/presets';
import { PRESETS_FILE, checkManifest } from '../../../scripts/tables/checkManifest';
import { DataError } from '../../../scripts/tables/dataFile';
import { readTables } from '../../../scripts/tables';

describe('the names of entries outside data/', function () {
  const manifest = readFileSync('package.json', 'utf8');
  const presetsText = readFileSync(PRESETS_FILE, 'utf8');
  const { catalog } = readTables('data');

  /** @returns the line that the change stands on */
  function changed(text: string, from: string, to: string): [text: string, line: number] {
    const at = text.indexOf(from);
    assert.ok(at >= 0, from);
    return [text.replace(from, to), text.slice(0, at + from.length).split('\n').length];
  }

  it('are right as they are', () => checkManifest(manifest, catalog, presetsText));

  it('stop the build at a default model that would go stale', () => {
    const [text, line] = changed(manifest, '"default": "auto"', '"default": "gpt-4o"');
    assert.throws(() => checkManifest(text, catalog, presetsText), {
      message: `package.json:${line}: a default that names a model goes stale: write "auto", for which src/core/catalog/defaultModel.ts chooses one`,
    });
  });

  it('stop the build at a preset that the setting names and nobody knows', () => {
    const [text, line] = changed(manifest, '"mistral",', '"mistrall",');
    assert.throws(() => checkManifest(text, catalog, presetsText), {
      message: `package.json:${line}: there is no preset "mistrall" in ${PRESETS_FILE}; did you mean "mistral"?`,
    });
  });

  it('stop the build at a preset that the setting does not name', () => {
    const one = { id: 'fresh', families: [] };
    assert.throws(
      () => checkManifest(manifest, catalog, presetsText, [...presets, one]),
      (error) => {
        assert.ok(error instanceof DataError);
        assert.match(error.message, /the preset "fresh" of .* is not in this list$/);
        assert.match(manifest.split('\n')[error.line - 1] ?? '', /"enum": \[/);
        return true;
      },
    );
  });

  it('stop the build at a family of a preset that does not exist', () => {
    const wrong = presets.map((preset) => (preset.id === 'xai' ? { ...preset, families: ['grock'] } : preset));
    const line = presetsText.slice(0, presetsText.indexOf("id: 'xai'")).split('\n').length;
    assert.throws(() => checkManifest(manifest, catalog, presetsText, wrong), {
      message: `${PRESETS_FILE}:${line}: the preset "xai" names a family "grock" that is not in data/families.yml; did you mean "grok"?`,
    });
  });
});
