import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import ts from 'typescript';
import {
  comparisonLanguageId,
  contextKey,
  contextNames,
  evalControllerId,
  pageScheme,
  publicName,
  requestScheme,
  stepKey,
  steps,
  termUnderlineColour,
  tokenColourIds,
  tokenStatusId,
  viewId,
  viewsByContainer,
  viewType,
  viewTypeNames,
} from '../../../../src/editor/shared/contributions';
import { settingId, settingsTable } from '../../../../src/editor/shared/settingsTable';
import type { Setting, SettingName } from '../../../../src/editor/shared/settingsTable';
import { dialectIds } from '../../../../src/core/chat/messages/chatTypes';
import { documentNames } from '../../../../src/core/playground/requestDocuments';
import { assertHasAll, assertSameNames } from '../../../support/sameNames';
import { stringsOf } from '../../../support/stringsOf';
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
    views: v.record(v.string(), v.array(v.object({ id: v.string(), when: v.optional(v.string()) }))),
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
    jsonValidation: v.array(v.object({ fileMatch: v.string(), url: v.string() })),
    colors: v.array(v.object({ id: v.string() })),
    configuration: v.array(
      v.object({ properties: v.record(v.string(), v.looseObject({ scope: v.optional(v.string()) })) }),
    ),
  }),
});

const listed = v.object({ enum: v.array(v.string()), enumDescriptions: v.array(v.string()) });
const providersSchema = v.object({ items: v.object({ properties: v.object({ dialect: listed }) }) });

const text = readFileSync('package.json', 'utf8');
const words = v.parse(v.record(v.string(), v.string()), JSON.parse(readFileSync('package.nls.json', 'utf8')));
const { contributes, capabilities, activationEvents } = v.parse(manifestSchema, JSON.parse(text));

/** Where the names are that code uses. */
const typed = 'src/editor/shared/contributions.ts';

/** The names of the interface `Commands`, which are types and so gone when code runs. */
function typedCommands(): string[] {
  const source = ts.createSourceFile(typed, readFileSync(typed, 'utf8'), ts.ScriptTarget.Latest);
  const found = source.statements.find((each) => ts.isInterfaceDeclaration(each) && each.name.text === 'Commands');
  assert.ok(found && ts.isInterfaceDeclaration(found));
  return found.members.flatMap(({ name }) => (name && ts.isStringLiteral(name) ? publicName(name.text) : []));
}

/** In their order from the top. */
const views = Object.entries(viewsByContainer).map(([id, names]) => [id, names.map(viewId)] as const);
const viewIds = views.flatMap(([, ids]) => ids);
const viewTypes = viewTypeNames.map(viewType);
const settingNames = Object.keys(settingsTable) as SettingName[];

/** The rooms of the house: CONTRIBUTING.md, "Public names". */
const subjects = 'start glossary models tokens playground providers lab pages prompts evals context'.split(' ');

/** Verbs that a command begins with. A new verb is added here. */
const verbs =
  'add apply ask check choose clear compare convert copy count delete discard edit explain export filter find focus go ignore import include load look mark open pack preview recount refresh remove rename replace run save search select send set show sort stop test toggle undo use write'.split(
    ' ',
  );
/** Commands that begin with another word, which says more here. */
const withoutVerb = ['playground.newSession', 'glossary.alwaysExplain', 'glossary.neverExplain'].map(publicName);

/** Limit of the commands that people search in the palette without having a place in mind. More would hide each other. */
const maxAlwaysInPalette = 45;

const sorted = (values: Iterable<string>): string[] => [...values].sort();

describe('the manifest', () => {
  const declared = contributes.commands.map(({ command }) => command);
  const settings = new Map(contributes.configuration.flatMap((group) => Object.entries(group.properties)));
  const properties = [...settings.keys()];

  it('declares exactly the commands of the typed table', () => {
    assertSameNames(['package.json', declared], [typed, typedCommands()]);
  });

  it('declares exactly the settings of the typed table', () => {
    assertSameNames(['package.json', properties], ['src/editor/shared/settingsTable.ts', settingNames.map(settingId)]);
  });

  it('declares the views, their containers, and what wakes the pages up', () => {
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      views.map(([container]) => container),
    );
    assert.deepEqual(
      Object.entries(contributes.views).map(([container, declared]) => [container, declared.map(({ id }) => id)]),
      views,
    );
    for (const [container, declared] of Object.entries(contributes.views)) {
      const always = declared.filter(({ when }) => !when?.startsWith('aiFieldGuide.'));
      assert.ok(always.length <= 5, `${container} has no room for more than five views`);
    }
    const tabs = viewTypes.map((type) => `onWebviewPanel:${type}`);
    assertHasAll(['activationEvents of package.json', activationEvents], [typed, tabs]);
    for (const scheme of [pageScheme, requestScheme]) assert.ok(activationEvents.includes(`onFileSystem:${scheme}`));
  });

  it('has a schema for each document of a draft', () => {
    const matches = documentNames.map((name) => `${requestScheme}:/*/*/${name}.json`);
    assert.deepEqual(sorted(contributes.jsonValidation.map(({ fileMatch }) => fileMatch)), sorted(matches));
    for (const { url } of contributes.jsonValidation) assert.ok(existsSync(url), url);
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
        ({ when, group }) => /^view == (\S+)/.exec(when ?? '')?.[1] === view && (group ?? '').startsWith('navigation'),
      );
      // Commands of which one stands there at a time have one place.
      assert.ok(new Set(buttons.map(({ group }) => group)).size <= 2, view);
      assert.ok(buttons.length > 0, view);
    }
  });

  it('puts one entry into the context menu of editors: a submenu with all of its commands', () => {
    assert.deepEqual(contributes.submenus, [{ id: 'aiFieldGuide.editor' }]);
    assert.deepEqual(
      contributes.menus['editor/context']?.map(({ submenu }) => submenu),
      ['aiFieldGuide.editor'],
    );
    assert.ok((contributes.menus['aiFieldGuide.editor']?.length ?? 0) > 3);
  });

  it('puts two entries for a file and for a folder into the menu of the explorer', () => {
    const entries = contributes.menus['explorer/context']?.map(({ command, when }) => [command, when]);
    assert.deepEqual(entries, [
      ['aiFieldGuide.playground.addFile', '!explorerResourceIsFolder'],
      ['aiFieldGuide.tokens.count', '!explorerResourceIsFolder && !listMultiSelection'],
      ['aiFieldGuide.tokens.countFolder', 'explorerResourceIsFolder || listMultiSelection'],
      ['aiFieldGuide.tokens.packFiles', 'explorerResourceIsFolder || listMultiSelection'],
    ]);
  });

  it('finds one command by "select model"', () => {
    const found = contributes.commands
      .map(({ title }) => words[title.slice(1, -1)] ?? '')
      .filter((title) => /^.*s.*e.*l.*e.*c.*t.* m.*o.*d.*e.*l/i.test(`AI Field Guide: ${title}`));
    assert.deepEqual(found, ['Select Model for Token Counts']);
  });

  it('asks in its conditions only for keys, views and settings that exist', () => {
    const known: readonly string[] = [
      ...contextNames.map(contextKey),
      ...[...viewTypes, ...viewIds, evalControllerId],
      ...viewIds.map((id) => `view.${id}.visible`),
      ...properties.map((id) => `config.${id}`),
    ];
    const conditions = [...stringsOf(JSON.parse(text))].filter(
      ({ field }) => field === 'when' || field === 'enablement',
    );
    const asked = conditions.flatMap(
      (condition) => condition.text.match(/(?:config\.|view\.)?aiFieldGuide[\w.]*/g) ?? [],
    );
    assert.ok(asked.length > 10);
    assert.deepEqual(
      asked.filter((key) => !known.includes(key)),
      [],
    );
  });

  it('names everything by one rule: a subject, and what it is of that', () => {
    const one = `aiFieldGuide\\.(?:${subjects.join('|')})`;
    const word = '[a-z][A-Za-z]*';
    const ofSubject = [...[...declared, ...properties, ...contextNames.map(contextKey), ...steps.map(stepKey)]];
    for (const name of ofSubject) assert.match(name, new RegExp(`^${one}\\.${word}$`), name);
    const places = [...viewIds, ...viewTypes, tokenStatusId];
    for (const name of places) assert.match(name, new RegExp(`^${one}(?:\\.${word})?$`), name);
    for (const { id } of contributes.colors) assert.match(id, new RegExp(`^${one}\\.${word}\\d?$`), id);
    assert.ok(ofSubject.length > 90);
  });

  it('begins the name of a command with a verb', () => {
    const verbOf = (id: string): string => /[a-z]*/.exec(id.slice(id.lastIndexOf('.') + 1))?.[0] ?? '';
    const others = declared.filter((id) => !verbs.includes(verbOf(id)));
    assert.deepEqual(sorted(others), sorted(withoutVerb), 'begin it with a verb, or add a new one to `verbs`');
    assert.deepEqual(
      sorted(new Set(declared.map(verbOf))).filter((word) => verbs.includes(word)),
      verbs,
    );
  });

  it('gives no command the id of one that VS Code makes for a view', () => {
    const made = ['focus', 'open', 'resetViewLocation', 'toggleVisibility', 'removeView'];
    const taken = viewIds.flatMap((id) => made.map((verb) => `${id}.${verb}`));
    assert.deepEqual(
      declared.filter((id) => taken.includes(id)),
      [],
    );
  });

  it(`has at most ${maxAlwaysInPalette} commands in the palette without a condition`, () => {
    const conditional = contributes.menus['commandPalette']?.map(({ command, when }) => {
      assert.ok(when, `${command}: an entry of commandPalette is there for its condition`);
      return command;
    });
    const always = declared.filter((id) => conditional?.includes(id) === false);
    assert.ok(always.length > 0);
    assert.ok(
      always.length <= maxAlwaysInPalette,
      `${always.length} commands are always in the palette: give what makes sense in a place alone a "when" in commandPalette`,
    );
  });

  it('puts every command into one category', () => {
    assert.deepEqual(sorted(new Set(contributes.commands.map(({ category }) => category))), ['%category%']);
    assert.equal(words['category'], 'AI Field Guide');
  });

  it('offers every dialect for a provider, each with its description', () => {
    const providers = settings.get(settingId('providers.list'));
    const { dialect } = v.parse(providersSchema, providers).items.properties;
    assert.deepEqual(dialect.enum, dialectIds);
    assert.equal(dialect.enumDescriptions.length, dialectIds.length);
  });

  it('lets no workspace change where something is sent, or with what', () => {
    const changes = (name: SettingName): string => settingsTable[name].changes;
    const sending = settingNames.filter((name) => changes(name) === 'requests').map(settingId);
    assert.ok(sending.includes(settingId('providers.list')));
    for (const id of sending) {
      const scope = settings.get(id)?.scope;
      assert.match(
        scope ?? '',
        /^(machine|application)$/,
        `${id} changes requests: give it "scope": "machine" in package.json`,
      );
    }
  });

  it('knows of every setting that is read where requests are made that it changes them', () => {
    const table: Record<string, Pick<Setting<unknown>, 'changes'>> = settingsTable;
    const folders = 'src/{host,core/chat,editor/{providers,playground}}';
    const read = globSync(`${folders}/**/*.ts`).flatMap((file) =>
      Array.from(
        readFileSync(file, 'utf8').matchAll(/\breadSetting\('([\w.]+)'\)|\b(stallTimeout)Ms\(\)/g),
        ([, name, derived]) => name ?? `playground.${derived}`,
      ),
    );
    assert.ok(read.includes('providers.list') && read.includes('playground.stallTimeout'), read.join());
    for (const name of read)
      assert.equal(
        table[name]?.changes,
        'requests',
        `${name} is read where requests are made: say so in src/editor/shared/settingsTable.ts`,
      );
  });

  it('works in Restricted Mode and in virtual workspaces', () => {
    assert.equal(capabilities.untrustedWorkspaces.description, '%untrustedWorkspaces%');
    assert.equal(capabilities.virtualWorkspaces, true);
  });
});
