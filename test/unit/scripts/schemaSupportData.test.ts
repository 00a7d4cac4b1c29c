import { DataCopy } from './dataCopy';

describe('what a provider does with schemas', () => {
  const copy = new DataCopy();
  const file = 'schema-support.yml';

  it('names formats of the drafts, and says what becomes of the others', () => {
    const misspelt = copy.change(file, '- id: openai', 'date-time', 'datetime');
    copy.failsAt(file, misspelt, /no draft has the format "datetime"; did you mean "date-time"/);
    copy.restore(file);
    const half = copy.change(file, '- id: groq', 'rules: { closed', 'rules: { formats: [[date]], closed');
    copy.failsAt(file, half, /otherFormats/);
  });

  it('has no keywords of whoever takes no schema', () => {
    const json = copy.change(file, '- id: groq', 'takes: schema', 'takes: json');
    copy.failsAt(file, json, /whoever takes no schema has neither keywords nor rules/);
  });
});
