import { keywords } from '../../src/core/schema/keywords';
import type { SchemaRules, SchemaSupport, SchemaSupportTable } from '../../src/core/schema/schemaSupport';
import type { DataFile } from './dataFile';
import { didYouMean } from './didYouMean';
import { UniqueNames, checkSource, eachEntry, isDay, uniqueIds } from './eachEntry';

type Lists = readonly (readonly string[])[];
interface Entry extends Omit<SchemaSupport, 'accepted' | 'ignored' | 'refused' | 'rules' | 'hosts' | 'presets'> {
  readonly hosts?: readonly string[];
  readonly presets?: readonly string[];
  readonly accepted?: Lists;
  readonly ignored?: Lists;
  readonly refused?: Lists;
  readonly rules?: Omit<SchemaRules, 'formats'> & { readonly formats?: Lists };
}

/** Values of `format` in draft-07 and 2020-12. */
const knownFormats: readonly string[] = [
  ...['date-time', 'date', 'time', 'duration', 'email', 'idn-email', 'hostname', 'idn-hostname', 'ipv4', 'ipv6'],
  ...['uri', 'uri-reference', 'iri', 'iri-reference', 'uuid', 'uri-template', 'json-pointer'],
  ...['relative-json-pointer', 'regex'],
];

const states = ['accepted', 'ignored', 'refused'] as const;

/** Checks what providers do with schemas. @returns it as the product reads it. @throws DataError */
export function checkSchemaSupport(file: DataFile): SchemaSupportTable {
  uniqueIds(file);
  const table: SchemaSupport[] = [];
  const places = new UniqueNames();
  eachEntry([file], (value, _file, index) => {
    const { hosts = [], presets = [], rules: { formats, ...rules } = {}, ...entry } = value as Entry;
    if (!isDay(entry.checked)) file.fail([index, 'checked'], `the calendar has no ${entry.checked}`);
    entry.sources.forEach(({ url }, i) => checkSource(url, file, [index, 'sources', i, 'url']));
    if (hosts.length + presets.length === 0) file.fail([index], 'it has neither hosts nor presets');
    for (const place of [...hosts, ...presets]) places.add(place, 'the place', file, [index]);
    const named = new UniqueNames();
    for (const state of states) {
      entry[state]?.forEach((list, row) =>
        list.forEach((keyword, i) => {
          const path = [index, state, row, i];
          if (!keywords.includes(keyword)) {
            file.fail(path, `no draft has the keyword "${keyword}"${didYouMean(keyword, [...keywords])}`);
          }
          named.add(keyword, 'the keyword', file, path);
        }),
      );
    }
    formats?.flat().forEach((format) => {
      if (knownFormats.includes(format)) return;
      file.fail([index, 'rules', 'formats'], `no draft has the format "${format}"${didYouMean(format, knownFormats)}`);
    });
    if (entry.takes !== 'schema' && ([...named.names()].length > 0 || 'rules' in (value as Entry))) {
      file.fail([index, 'takes'], 'whoever takes no schema has neither keywords nor rules');
    }
    const { accepted = [], ignored = [], refused = [] } = entry;
    table.push({
      ...{ ...entry, hosts, presets },
      ...{ accepted: accepted.flat(), ignored: ignored.flat(), refused: refused.flat() },
      rules: { ...rules, ...(formats && { formats: formats.flat() }) },
    });
  });
  return table;
}
