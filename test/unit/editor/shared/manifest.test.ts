import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import {
  commandId,
  comparisonLanguageId,
  contextKey,
  pageScheme,
  termUnderlineColour,
  tokenColourIds,
  tokenStatusId,
  viewId,
  viewType,
} from '../../../../src/editor/shared/contributions';
import { settingId } from '../../../../src/editor/shared/settingsTable';
import * as contributions from '../../../../src/editor/shared/contributions';
import { settingsTable } from '../../../../src/editor/shared/settingsTable';
import type { Setting } from '../../../../src/editor/shared/settingsTable';
import { dialectIds } from '../../../../src/core/chat/messages/types';
import { assertHasAll, assertSameNames } from '../../../support/sameNames';
import { colourCount } from '../../../../src/core/tokens/shown/spanColours';

const manifestSchema = v.object({
  activationEvents: v.array(v.string()),
  capabilities: v.object({
    untrustedWorkspaces: v.object({ supported: v.literal('limited'), description: v.string() }),
    virtualWorkspaces: v.boolean(),
  }),
  contributes: v.object({
    commands: v.array(v.object({ command: v.string(), title: v.string(), category: v.string() })),
    viewsContainers: v.object({ activitybar: v.array(v.object({ id: v.string() })) }),
    views: v.record(v.string(), v.array(v.object({ id: v.string() }))),
    submenus: v.array(v.object({ id: v.string() })),
    menus: v.record(
      v.string(),
      v.array(
        v.object({
          ...{ command: v.optional(v.string()), submenu: v.optional(v.string()) },
          ...{ when: v.optional(v.string()), group: v.optional(v.string()) },
        }),
      ),
    ),
    languages: v.array(v.object({ id: v.string() })),
    colors: v.array(v.object({ id: v.string() })),
    configuration: v.object({
      properties: v.record(v.string(), v.looseObject({ scope: v.optional(v.string()) })),
    }),
  }),
});

const listed = v.object({ enum: v.array(v.string()), enumDescriptions: v.array(v.string()) });
const providersSchema = v.object({ items: v.object({ properties: v.object({ dialect: listed }) }) });

const text = readFileSync('package.json', 'utf8');
const words = v.parse(v.record(v.string(), v.string()), JSON.parse(readFileSync('package.nls.json', 'utf8')));
const { contributes, capabilities, activationEvents } = v.parse(manifestSchema, JSON.parse(text));

/** Where the names are that code uses. */
const typed = 'src/editor/shared/contributions.ts';

/** In their order from the top. */
const viewIds = [
  ...[
    viewId('models'),
    viewId('glossary.card'),
    viewId('tokens.folders'),
    viewId('glossary.pageTerms'),
    viewId('glossary'),
  ],
  ...[viewId('models.liveCatalog'), viewId('playground.sessions'), viewId('providers')],
];

const sorted = (values: Iterable<string>): string[] => [...values].sort();

/** Every string of the manifest, with the name of its field. */
function* stringsOf(value: unknown, field = ''): Generator<{ field: string; text: string }> {
  if (typeof value === 'string') yield { field, text: value };
  else if (Array.isArray(value)) for (const item of value) yield* stringsOf(item, field);
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) yield* stringsOf(inner, name);
}

/** The fields that VS Code shows to people: https://code.visualstudio.com/api/references/contribution-points. */
const shownFields = [
  ...['displayName', 'title', 'shortTitle', 'category', 'contextualTitle', 'description', 'markdownDescription'],
  ...['enumDescriptions', 'markdownEnumDescriptions', 'enumItemLabels', 'deprecationMessage', 'errorMessage'],
  ...['markdownDeprecationMessage', 'patternErrorMessage'],
];

describe('the manifest', () => {
  const declared = contributes.commands.map(({ command }) => command);
  const properties = Object.keys(contributes.configuration.properties);

  it('declares exactly the commands of the typed table', () => {
    assertSameNames(['package.json', declared], [typed, Object.values(commandIds)]);
  });

  it('declares exactly the settings of the typed table, and those that once were as deprecated', () => {
    const { properties: all } = contributes.configuration;
    const deprecated = properties.filter((id) => 'markdownDeprecationMessage' in (all[id] ?? {}));
    assert.deepEqual(deprecated, ['aiFieldGuide.tokens.errorPercent']);
    const living = properties.filter((id) => !deprecated.includes(id));
    assertSameNames(['package.json', living], [typed, Object.values(settingIds)]);
  });

  it('declares the views, their container, and what wakes the pages up', () => {
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      ['aiFieldGuide'],
    );
    assert.deepEqual(
      Object.entries(contributes.views).map(([container, views]) => [container, views.map(({ id }) => id)]),
      [['aiFieldGuide', viewIds]],
    );
    const tabs = Object.entries(contributions).flatMap(([name, id]) =>
      name.endsWith('ViewType') && typeof id === 'string' ? `onWebviewPanel:${id}` : [],
    );
    assert.ok(tabs.length >= 3);
    assertHasAll(['activationEvents of package.json', activationEvents], [typed, tabs]);
    assert.ok(activationEvents.includes(`onFileSystem:${pageScheme}`));
  });

  it('declares the two colours of every token, that of the line under terms, and the language of comparisons', () => {
    const colours = Array.from({ length: colourCount }, (_, i) => [
      tokenColourIds.background(i),
      tokenColourIds.border(i),
    ]);
    assert.deepEqual(sorted(contributes.colors.map(({ id }) => id)), sorted([...colours.flat(), termUnderlineColour]));
    assert.ok(contributes.languages.some(({ id }) => id === comparisonLanguageId));
  });

  it('names only declared commands in its menus', () => {
    const named = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command ?? []));
    assertHasAll(['contributes.commands of package.json', declared], ['one of its menus', named.flat()]);
  });

  it('shows two buttons at most in the title of a view, so that a narrow side bar does not cut its name', () => {
    const titles = contributes.menus['view/title'] ?? [];
    for (const view of viewIds) {
      const buttons = titles.filter(
        ({ when, group }) => (when ?? '').startsWith(`view == ${view}`) && (group ?? '').startsWith('navigation'),
      );
      // Commands of which one stands there at a time have one place.
      assert.ok(new Set(buttons.map(({ group }) => group)).size <= 2, view);
      assert.ok(buttons.length > 0, view);
    }
  });

  it('puts one entry into the context menu of editors: a submenu with all of its commands', () => {
    assert.deepEqual(
      contributes.submenus.map(({ id }) => id),
      ['aiFieldGuide.editor'],
    );
    assert.deepEqual(
      contributes.menus['editor/context']?.map(({ submenu }) => submenu),
      ['aiFieldGuide.editor'],
    );
    assert.ok((contributes.menus['aiFieldGuide.editor']?.length ?? 0) > 3);
  });

  it('puts one entry for a file and one for a folder into the menu of the explorer', () => {
    const entries = contributes.menus['explorer/context']?.map(({ command }) => command);
    assert.deepEqual(entries, [commandId('tokens.count'), commandId('tokens.countFolder')]);
  });

  it('finds one command by "select model"', () => {
    const found = contributes.commands
      .map(({ title }) => words[title.slice(1, -1)] ?? '')
      .filter((title) => /^.*s.*e.*l.*e.*c.*t.* m.*o.*d.*e.*l/i.test(`AI Field Guide: ${title}`));
    assert.deepEqual(found, ['Select Model']);
  });

  it('asks in its conditions only for keys, views and settings that exist', () => {
    const known: readonly string[] = [
      ...Object.values(contextKeys),
      ...[contextKey('tokens.shown'), viewType('playground'), viewType('pages'), viewType('pages.report')],
      ...viewIds,
      ...properties.map((id) => `config.${id}`),
    ];
    const conditions = [...stringsOf(JSON.parse(text))].filter(
      ({ field }) => field === 'when' || field === 'enablement',
    );
    const asked = conditions.flatMap((condition) => condition.text.match(/(?:config\.)?aiFieldGuide[\w.]*/g) ?? []);
    assert.ok(asked.length > 10);
    assert.deepEqual(
      asked.filter((key) => !known.includes(key)),
      [],
    );
  });

  it('keeps every public name that users and other extensions rely on', () => {
    const commands =
      'openPlayground ask sendSelection countTokens lookUpTerm selectModel addProvider setApiKey removeApiKey testConnection';
    for (const name of commands.split(' ')) assert.ok(declared.includes(`aiFieldGuide.${name}`), name);
    const settings = 'model providers glossary.hover.enabled glossary.languages tokens.enabled';
    for (const name of settings.split(' ')) assert.ok(properties.includes(`aiFieldGuide.${name}`), name);
    assert.equal(viewId('models'), 'aiFieldGuide.models');
    assert.equal(tokenStatusId, 'aiFieldGuide.tokens');
    assert.equal(viewType('playground'), 'aiFieldGuide.playground');
  });

  it('puts every command into one category', () => {
    assert.deepEqual(sorted(new Set(contributes.commands.map(({ category }) => category))), ['%category%']);
    assert.equal(words['category'], 'AI Field Guide');
  });

  it('offers every dialect for a provider, each with its description', () => {
    const providers = contributes.configuration.properties[settingId('providers.list')];
    const { dialect } = v.parse(providersSchema, providers).items.properties;
    assert.deepEqual(dialect.enum, dialectIds);
    assert.equal(dialect.enumDescriptions.length, dialectIds.length);
  });

  it('lets no workspace change where something is sent, or with what', () => {
    const settings = Object.values<Setting<unknown>>(settingsTable);
    const sending = settings.filter(({ changes }) => changes === 'requests').map(({ id }) => id);
    assert.ok(sending.includes(settingId('providers.list')));
    for (const id of sending) {
      const scope = contributes.configuration.properties[id]?.scope;
      assert.match(
        scope ?? '',
        /^(machine|application)$/,
        `${id} changes requests: give it "scope": "machine" in package.json`,
      );
    }
  });

  it('knows of every setting that is read where requests are made that it changes them', () => {
    const table: Record<string, Setting<unknown>> = settingsTable;
    const folders = 'src/{host,core/chat,editor/{providers,playground}}';
    const read = globSync(`${folders}/**/*.ts`).flatMap((file) =>
      Array.from(readFileSync(file, 'utf8').matchAll(/\bsettings\.(\w+)/g), ([, name]) => name!),
    );
    assert.ok(read.includes('providers') && read.includes('stallTimeoutMs'), read.join());
    for (const name of read)
      assert.equal(
        table[name.replace(/Ms$/, '')]?.changes,
        'requests',
        `settings.${name} is read where requests are made: say so in src/editor/shared/settingsTable.ts`,
      );
  });

  it('works in Restricted Mode and in virtual workspaces', () => {
    assert.equal(capabilities.untrustedWorkspaces.description, '%untrustedWorkspaces%');
    assert.equal(capabilities.virtualWorkspaces, true);
  });
});

describe('the words of the manifest', () => {
  const strings = [...stringsOf(JSON.parse(text))];
  const keys = strings.flatMap((string) => /^%(.+)%$/.exec(string.text)?.[1] ?? []);

  it('all stand in package.nls.json, and are all used', () => {
    assertSameNames(['package.json', keys], ['package.nls.json', Object.keys(words)]);
  });

  it('stand nowhere in package.json itself', () => {
    const shown = strings.filter(({ field }) => shownFields.includes(field));
    assert.ok(shown.length > 50);
    const literal = shown.filter((string) => !/^%.+%$/.test(string.text)).map((string) => string.text);
    assert.deepEqual(
      literal,
      [],
      `write %key% in package.json, and in package.nls.json the words: ${literal.join(', ')}`,
    );
  });

  it('are not in the name of a view either', () => {
    const views = Object.values((JSON.parse(text) as { contributes: { views: object } }).contributes.views);
    const names = views.flatMap((view) => (view as { name: string }[]).map(({ name }) => name));
    for (const name of names) assert.match(name, /^%.+%$/);
  });

  it('call the extension by its name alone, which every notification shows as its source', () => {
    assert.equal(words.displayName, 'AI Field Guide');
    assert.equal(words.displayName, words.category);
  });

  it('are never empty', () => assert.ok(Object.values(words).every((word) => word.trim() !== '')));
});
