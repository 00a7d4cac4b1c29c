import { createRequire } from 'node:module';
import * as v from 'valibot';

const example = v.object({ markdown: v.string(), html: v.string(), section: v.string(), number: v.number() });
const { tests } = v.parse(
  v.object({ tests: v.array(example) }),
  createRequire(import.meta.url)('commonmark-spec') as unknown,
);

const tabs = (text: string): string => text.replaceAll('→', '\t');

/** The examples of the specification of CommonMark (https://spec.commonmark.org, CC BY-SA 4.0), each with the HTML that it expects. */
export const examples = tests.map((each) => ({ ...each, markdown: tabs(each.markdown), html: tabs(each.html) }));
