import assert from 'node:assert/strict';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { stageExtension } from '../../../../scripts/packaging/stage';
import { placeOf } from '../../../../src/core/pages/address';
import { commandId, stepKey, steps as told, stepValues, viewId } from '../../../../src/editor/shared/contributions';
import { guide } from '../../../../generated/guide';

const stepSchema = v.object({
  id: v.string(),
  title: v.string(),
  description: v.string(),
  media: v.strictObject({ svg: v.string(), altText: v.string() }),
  completionEvents: v.pipe(v.array(v.string()), v.minLength(1)),
});
const manifestSchema = v.object({
  contributes: v.object({
    commands: v.array(v.object({ command: v.string() })),
    colors: v.array(v.object({ id: v.string() })),
    walkthroughs: v.tuple([v.object({ id: v.literal('start'), steps: v.array(stepSchema) })]),
  }),
});
const { contributes } = v.parse(manifestSchema, JSON.parse(readFileSync('package.json', 'utf8')));
const words = v.parse(v.record(v.string(), v.string()), JSON.parse(readFileSync('package.nls.json', 'utf8')));
const { colors } = contributes;
const [{ steps }] = contributes.walkthroughs;
const say = (key: string): string => words[key.slice(1, -1)] ?? '';
const declared = new Set(contributes.commands.map(({ command }) => command));

/** The commands of the buttons of a step, with their arguments. */
const buttonsOf = (description: string): { command: string; given: unknown[] }[] =>
  Array.from(say(description).matchAll(/^\[[^\]]+\]\(command:([\w.]+)(?:\?([^)\s]+))?\)$/gm), ([, command, given]) => ({
    command: command ?? '',
    given: given === undefined ? [] : v.parse(v.array(v.unknown()), JSON.parse(decodeURIComponent(given))),
  }));

const eventsOf = (key: string): string[] => stepValues.map((value) => `onContext:${key} == ${value}`);

describe('the walkthrough in the manifest', () => {
  const stage = mkdtempSync(path.join(tmpdir(), 'walkthrough-'));
  before(() => stageExtension('.', stage));
  after(() => rmSync(stage, { recursive: true }));

  it('goes from a word to a real model, and to nothing twice', () => {
    const ids = steps.map(({ id }) => id);
    assert.deepEqual([ids[0], ids.at(-1)], ['hover', 'model']);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('has no pictures but those of its steps', () => {
    const shown = steps.map(({ media }) => media.svg);
    const drawn = globSync('media/walkthrough/*').map((file) => file.replaceAll('\\', '/'));
    assert.deepEqual(drawn.sort(), shown.sort());
  });

  it('names our colours in its pictures as VS Code does in a webview, where the first dot alone becomes a hyphen', () => {
    const ours = colors.map(({ id }) => `--vscode-${id.replace('.', '-').replaceAll('.', '\\.')}`);
    const used = steps.flatMap(({ media }) =>
      Array.from(
        readFileSync(media.svg, 'utf8').matchAll(/"var\((--vscode-aiFieldGuide[^,)]*)/g),
        ([, name]) => name ?? '',
      ),
    );
    assert.ok(used.length > 0);
    for (const name of used) assert.ok(ours.includes(name), name);
  });

  for (const { id, description, media, completionEvents } of steps) {
    it(`has buttons for "${id}" whose commands exist`, () => {
      const buttons = buttonsOf(description);
      assert.ok(buttons.length > 0, `package.nls.json: ${description} has no line [Words](command:…)`);
      for (const { command } of buttons) {
        assert.ok(declared.has(command) || command === `${viewId('models')}.focus`, command);
      }
    });

    it(`has a picture for "${id}" that is in the package, with words for who does not see it`, () => {
      assert.ok(existsSync(path.join(stage, media.svg)), media.svg);
      assert.ok(say(media.altText).length > 20);
    });

    it(`draws the picture of "${id}" in the colours of the theme alone`, () => {
      const svg = readFileSync(media.svg, 'utf8');
      assert.match(svg, /^<svg [^>]*viewBox="0 0 520 360"/, `${media.svg}: the picture is 520 × 360`);
      assert.match(svg, /^<svg [^>]*role="img"[^>]*>\s*<title>[^<]+<\/title>/, `${media.svg}: role="img" and <title>`);
      // VS Code shows it under a policy that allows no styles, scripts or addresses.
      assert.doesNotMatch(svg, /<style|style=|<script|href|url\(| on\w+=/);
      const colours = Array.from(svg.matchAll(/ (?:fill|stroke)="([^"]+)"/g), ([, colour]) => colour ?? '');
      assert.ok(colours.length > 8);
      for (const colour of colours)
        assert.match(colour, /^(?:none|var\(--vscode-[\w\-\\.]+(?:, (?:none|var\(.+\)))?\))$/);
    });

    it(`ticks "${id}" off by each of the two values of a key that code sets`, () => {
      const known = told.map((step) => eventsOf(stepKey(step)));
      assert.ok(
        known.some((events) => events.join() === completionEvents.join()),
        completionEvents.join(),
      );
    });
  }

  const code = globSync('src/editor/**/*.ts').map((file) => readFileSync(file, 'utf8'));
  const waited = steps.flatMap(({ completionEvents }) => completionEvents);
  for (const step of told) {
    it(`waits for "${step}", which is told where it is done`, () => {
      for (const event of eventsOf(stepKey(step)))
        assert.ok(waited.includes(event), `no completionEvents in package.json has "${event}"`);
      assert.ok(
        code.some((text) => text.includes(`stepDone('${step}')`)),
        `nobody in src/editor calls stepDone('${step}')`,
      );
    });
  }

  it('opens a page of the guide that there is', () => {
    const pages = steps
      .flatMap(({ description }) => buttonsOf(description))
      .filter(({ command }) => command === commandId('pages.open'))
      .map(({ given }) => placeOf(String(given[0])));
    assert.equal(pages.length, 1);
    for (const place of pages) assert.ok(guide.some(({ id }) => place?.folder === 'guide' && place.id === id));
  });
});
