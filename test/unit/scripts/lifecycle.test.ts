import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { catalog } from '../../../generated/catalog';
import { lifecycle as real } from '../../../generated/lifecycle';
import { checkLifecycle } from '../../../scripts/tables/checkLifecycle';
import { DataError, parseDataFile } from '../../../scripts/tables/dataFile';
import type { DataFile } from '../../../scripts/tables/dataFile';
import type { Model } from '../../../src/core/catalog/catalogTable';
import { createLifecycle, lifeStage } from '../../../src/core/catalog/lifecycle';
import type { LifecycleTable } from '../../../src/core/catalog/lifecycleTable';
import { model, table } from '../../support/models';

const parse = (name: string, text: string, schema: string): DataFile =>
  parseDataFile(
    `data/${name}.yml`,
    text,
    JSON.parse(readFileSync(`data/schemas/${schema}.schema.json`, 'utf8')) as object,
  );

const source = (id: string, url: string): string =>
  `- { id: ${id}, title: Deprecations, url: '${url}', checked: '2026-11-24' }`;

/** The catalog has `maker-2`, alive on 24 November 2026; the table has what is asked for. */
function check(records: string, { catalog = [], ...other }: Partial<Other> = {}): LifecycleTable {
  const { changes, sources, maker } = { ...defaults, ...other };
  const rich: Model = { ...model, id: 'maker-2', aliases: [], status: 'current', checked: '2026-11-24' };
  return checkLifecycle(
    [parse(`lifecycle/${maker}`, records, 'lifecycle')],
    parse('lifecycle-changes', changes, 'lifecycle-changes'),
    parse('lifecycle-sources', sources, 'lifecycle-sources'),
    { ...table, models: [rich, ...catalog.map((more): Model => ({ ...rich, ...more }))] },
  );
}

const defaults = {
  changes: '- { id: other-tools, text: The tools have another shape. }',
  sources: source('page', 'https://maker.example/deprecations'),
  maker: 'xai',
};
type Other = typeof defaults & { readonly catalog: readonly Partial<Model>[] };

/** Uses every change and source, on its first line. */
const first = "- { id: maker-1, retires: '2026-08', replacement: maker-2, change: other-tools, sources: [page] }";
const second = (fields: string): string => `${first}\n- { id: maker-1-mini, ${fields}, sources: [page] }`;

function fails(run: () => unknown, place: string, reason: RegExp): void {
  assert.throws(run, (error) => {
    assert.ok(error instanceof DataError, String(error));
    assert.ok(error.message.startsWith(`${place}: `), error.message);
    assert.match(error.message, reason);
    return true;
  });
}
const failsAt2 = (fields: string, reason: RegExp, other: Partial<Other> = {}): void =>
  fails(() => check(second(fields), other), 'data/lifecycle/xai.yml:2', reason);

describe('the table of ends', () => {
  it('is read as it is', () => {
    assert.deepEqual(check(first), {
      endpoints: [],
      models: {
        xai: [{ id: 'maker-1', retires: '2026-08', replacement: 'maker-2', change: 'other-tools', source: 'page' }],
      },
      changes: { 'other-tools': 'The tools have another shape.' },
      sources: {
        page: { title: 'Deprecations', url: 'https://maker.example/deprecations', checked: '2026-11-24' },
      },
    });
  });

  it('takes an id once a surface, in any case', () => {
    failsAt2("aliases: [Maker-1], retires: '2026-08'", /"maker" the id "Maker-1" is taken already, in .*xai\.yml:1/);
    check(second("aliases: [maker-1-small], retires: '2026-08'"));
    check(`${first}\n- { id: maker-1, surface: azure, retires: '2026-09', sources: [page] }`);
  });

  it('takes dates of the calendar, in their order', () => {
    failsAt2("retires: '2026-02-30'", /retires is 2026-02-30: the calendar has no such day/);
    failsAt2("retires: '2026-13'", /retires is 2026-13-01: the calendar has no such day/);
    failsAt2("retires: '2026'", /must be a date, in quotes, as in '2026-11-24' or '2026-11'/);
    failsAt2("deprecated: '2026-09-01', retires: '2026-08-31'", /retires is 2026-08-31, before deprecated/);
    failsAt2("announced: '2026-09-01', deprecated: '2026-08'", /deprecated is 2026-08, before announced/);
    failsAt2("deprecated: '2026-09-01', retires: { notBefore: '2026-08-31' }", /before deprecated \(2026-09-01\)/);
    check(second("announced: '2026-08-15', deprecated: '2026-08', retires: '2026-08'"));
  });

  it('leads to models that are known, and not in a circle', () => {
    const led = "retires: '2026-08', change: drop-in, replacement";
    failsAt2(`${led}: maker-2-mini`, /neither data\/lifecycle nor data\/models has "maker-2-mini"/);
    failsAt2(`${led}: makr-2`, /did you mean "maker-2"/);
    failsAt2(`${led}: maker-2, alternatives: [maker-3]`, /has "maker-3"/);
    failsAt2(`${led}: maker-1-mini`, /"maker-1-mini" would replace itself/);
    check(second(`${led}: maker-1`));
    const round = (from: string, to: string, surface = ''): string =>
      `- { id: ${from}, retires: '2026-08', ${surface} replacement: ${to}, change: other-tools, sources: [page] }`;
    fails(
      () => check(`${round('maker-1', 'maker-0')}\n${round('maker-0', 'maker-1')}`),
      'data/lifecycle/xai.yml:1',
      /the replacements of "maker-1" go in a circle/,
    );
    const azure = 'surface: azure,';
    for (const own of [azure, '']) {
      fails(
        () => check(`${round('maker-1', 'maker-0', azure)}\n${round('maker-0', 'maker-1', own)}`),
        'data/lifecycle/xai.yml:1',
        /go in a circle/,
      );
    }
  });

  it('says what a replacement asks for', () => {
    failsAt2("retires: '2026-08', replacement: maker-2", /has a "replacement" and no "change"/);
    failsAt2("retires: '2026-08', change: drop-in", /change is "drop-in", and nothing replaces it/);
    failsAt2("retires: '2026-08', replacement: maker-2, change: none", /change is none, and there is a replacement/);
    failsAt2("retires: '2026-08', replacement: maker-2, change: other-tool", /did you mean "other-tools"/);
    check(second("retires: '2026-08', change: none"));
  });

  it('has a record without dates only where a replacement is one', () => {
    failsAt2('aliases: [maker-1-small]', /"maker-1-mini" has no date, and replaces nothing/);
    check(`${first.replace('maker-2', 'maker-2-mini')}\n- { id: maker-2-mini, sources: [page] }`);
  });

  it('names sources that can be followed, and no change and no source in vain', () => {
    fails(
      () => check(second("retires: '2026-08'").replace(/\[page\] }$/, '[pages] }')),
      'data/lifecycle/xai.yml:2',
      /there is no source "pages".*did you mean "page"/,
    );
    const more = (address: string): string => `${defaults.sources}\n${source('list', address)}`;
    fails(
      () => check(first, { sources: more('https://github.com/maker/docs') }),
      'data/lifecycle-sources.yml:2',
      /is the root of a repository/,
    );
    fails(
      () => check(first, { sources: more('https://maker.example/list') }),
      'data/lifecycle-sources.yml:2',
      /no entry of data\/lifecycle names "list"/,
    );
    fails(
      () => check(first, { changes: `${defaults.changes}\n- { id: other-words, text: The words are other ones. }` }),
      'data/lifecycle-changes.yml:2',
      /no entry of data\/lifecycle names "other-words"/,
    );
    fails(
      () => check(first, { sources: more('https://maker.example/list').replace('list', 'page') }),
      'data/lifecycle-sources.yml:2',
      /taken/,
    );
  });

  it('is named after makers', () => {
    fails(
      () => check(first, { maker: 'xia' }),
      'data/lifecycle/xia.yml:1',
      /"xia" is no maker.*name the file after one/,
    );
  });
});

describe('the ends that are known', () => {
  const least = {
    openai: 240,
    anthropic: 60,
    google: 85,
    mistral: 50,
    xai: 14,
    deepseek: 13,
    cohere: 30,
    meta: 20,
    amazon: 5,
    alibaba: 6,
  };

  it('are those of ten makers', () => {
    const ids = Object.entries(real.models).map(([maker, records]) => [maker, records.length] as const);
    console.log(`      ${ids.map(([maker, count]) => `${maker} ${count}`).join(', ')}`);
    for (const [maker, count] of ids) {
      const bound = least[maker as keyof typeof least];
      assert.ok(count >= bound, `${maker} has ${count} records, and had ${bound}`);
    }
    assert.deepEqual(ids.map(([maker]) => maker).sort(), Object.keys(least).sort());
  });

  it('are mostly those of the makers themselves, with a date', () => {
    const own = Object.values(real.models)
      .flat()
      .filter(({ surface, deprecated, retires }) => surface === undefined && (deprecated ?? retires) !== undefined);
    assert.ok(own.length >= 250, `${own.length}`);
  });

  it('have what the makers said in autumn 2026, and know the names that move', () => {
    const lifecycle = createLifecycle(real);
    const stages = ['gemini-3.5-flash', 'gemini-3.1-flash-image', 'gemini-omni-flash-preview', 'qwen-turbo'].map(
      (id) => {
        const found = lifecycle.find(id);
        return found && lifeStage(found, '2026-11-29');
      },
    );
    assert.deepEqual(stages, ['deprecated', 'deprecated', 'retired', 'retired']);
    const known = new Set(catalog.models.flatMap(({ id, aliases = [] }) => [id, ...aliases]));
    const written = ['large', 'medium', 'small'].map((size) => `mistral-${size}-latest`);
    for (const id of [...written, 'codestral-latest', 'ministral-8b-latest', 'qwen4-max']) assert.ok(known.has(id), id);
  });

  it('are a light table', () => {
    assert.ok(JSON.stringify(real).length < 120_000, `${JSON.stringify(real).length}`);
  });
});
