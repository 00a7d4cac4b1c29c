import { DataCopy, lineOf } from './dataCopy';

describe('the tables stop at a catalog entry', () => {
  const copy = new DataCopy();
  const gpt = 'models/gpt.yml';
  const first = '- id: gpt-6.2-sol\n';

  it('with an unknown family', () => {
    const line = copy.change(gpt, first, 'family: gpt', 'family: gtp');
    copy.failsAt(gpt, line, /no family "gtp" in data\/families\.yml; did you mean "gpt"\?/);
  });

  it('in the file of another family', () => {
    const line = copy.change(gpt, first, 'family: gpt', 'family: claude');
    copy.failsAt(gpt, line, /models of the family "claude" stand in data\/models\/claude\.yml/);
  });

  it('with an unknown tokenizer', () => {
    const line = copy.change(gpt, first, /tokenizer: .*/, 'tokenizer: o300k');
    copy.failsAt(gpt, line, /no tokenizer "o300k" in data\/tokenizers\.yml; did you mean "o200k"\?/);
  });

  it('whose price has an unknown source', () => {
    const line = copy.change(gpt, first, 'source: openai', 'source: hearsay');
    copy.failsAt(gpt, line, /"hearsay" is not one of the model's sources/);
  });

  it('whose price has no date', () => {
    const line = copy.change(gpt, first, /price:\n/, 'price:\n') + 1;
    copy.change(gpt, first, /    checked: .*\n/, '');
    copy.failsAt(gpt, line, /price has no "checked"/);
  });

  it('whose price is 0', () => {
    const line = copy.change(gpt, first, /input: 2\n/, 'input: 0\n');
    copy.failsAt(gpt, line, /price\.input must be > 0/);
  });

  it('whose status is unknown', () => {
    const line = copy.change(gpt, first, 'status: current', 'status: fresh');
    copy.failsAt(gpt, line, /status is "fresh": it must be one of current, preview, legacy$/);
  });

  it('with a date that is none', () => {
    const line = copy.change(gpt, first, /^ {2}checked: .*/m, "  checked: '24 November 2026'");
    copy.failsAt(gpt, line, /checked is "24 November 2026": it must be a date, in quotes, as in '2026-11-24'/);
  });

  it('whose maxOutput is larger than its contextWindow', () => {
    const line = copy.change(gpt, first, /maxOutput: .*/, 'maxOutput: 1050001');
    copy.failsAt(gpt, line, /maxOutput is 1050001, more than the contextWindow of 1050000/);
  });

  it('whose cached input is dearer than its input', () => {
    const line = copy.change(gpt, first, 'cachedInput: 0.1', 'cachedInput: 2.5');
    copy.failsAt(gpt, line, /cachedInput is 2\.5, dearer than the input price of 2/);
  });

  it('whose price of long prompts begins beyond its contextWindow', () => {
    const line = copy.change(gpt, first, 'above: 272000', 'above: 2720000');
    copy.failsAt(gpt, line, /longContext\.above is 2720000, which the contextWindow of 1050000 never reaches/);
  });

  it('whose weights are open and that has no licence', () => {
    const line = copy.change(gpt, '- id: gpt-oss-20b', /  licence:\n(    .*\n)+/, '') - 1;
    copy.failsAt(gpt, line, /its weights are open: say their licence \(name, url, commercialUse\)/);
  });

  it('that is closed and has a licence of weights', () => {
    const licence = "  licence: { name: MIT, url: 'https://example.com', commercialUse: 'yes' }\n";
    const line = copy.change(gpt, first, '  status: current\n', `  status: current\n${licence}`) + 1;
    copy.failsAt(gpt, line, /a closed model has no licence of its weights/);
  });

  it('whose licence has conditions that it does not say', () => {
    const line = copy.change(gpt, '- id: gpt-oss-20b', "commercialUse: 'yes'", 'commercialUse: conditions') - 2;
    copy.failsAt(gpt, line, /commercialUse is "conditions": say in a note what it depends on/);
  });

  it('whose source moves', () => {
    const moved = '      url: https://github.com/maker/prices/blob/main/prices.toml\n';
    const line =
      copy.change(gpt, first, '  sources:\n', `  sources:\n    - id: moved\n      title: Moved\n${moved}`) + 3;
    copy.failsAt(gpt, line, /prices\.toml follows a branch that moves: name the file at a commit/);
  });

  it('whose licence stands where it moves', () => {
    const moved = 'url: https://github.com/openai/gpt-oss';
    const line = copy.change(gpt, '- id: gpt-oss-20b', /url: .*/, moved);
    copy.failsAt(gpt, line, /gpt-oss is the root of a repository/);
  });

  it('that is a family whose page or source moves', () => {
    const moved = 'https://www.npmjs.com/package/prices';
    const page = copy.change('families.yml', '- id: grok', /makerUrl: .*/, `makerUrl: ${moved}`);
    copy.failsAt('families.yml', page, /prices shows the newest version: name the one that was read/);
    copy.restore('families.yml');
    const source = copy.change('families.yml', '- id: grok', /source: .*/, `source: { title: Prices, url: ${moved} }`);
    copy.failsAt('families.yml', source, /prices shows the newest version: name the one that was read/);
  });

  it('with a field that is misspelt', () => {
    const line = copy.change(gpt, first, 'maxOutput:', 'maxOutputs:');
    copy.failsAt(gpt, line, /unknown field "maxOutputs"; did you mean "maxOutput"\?/);
  });

  it('that is a second representative of its family', () => {
    const line = copy.change(gpt, first, '  family: gpt', '  family: gpt\n  representative: true') + 1;
    copy.failsAt(gpt, line, /the family "gpt" has a representative already, in data\/models\/gpt\.yml:\d+/);
  });

  it('that stands for its family and can no longer be used', () => {
    const line = copy.change(gpt, '- id: gpt-6.2-astra', 'representative: true', 'representative: true');
    copy.change(gpt, '- id: gpt-6.2-astra', 'status: current', 'status: legacy');
    copy.failsAt(gpt, line, /a model that is legacy cannot stand for its family/);
  });

  it('that is a family for which no model stands', () => {
    copy.change(gpt, '- id: gpt-6.2-astra', '  representative: true\n', '');
    const line = lineOf(copy.read('families.yml'), copy.read('families.yml').indexOf('- id: gpt\n'));
    copy.failsAt(
      'families.yml',
      line,
      /no model stands for the family "gpt": give one model in data\/models\/gpt\.yml/,
    );
  });

  it('that is a family in the place of another', () => {
    const line = copy.change('families.yml', '- id: grok', 'order: 8', 'order: 3');
    copy.failsAt('families.yml', line, /the order "3" is taken already, in data\/families\.yml:\d+/);
  });

  it('whose id is taken, in another file and other capitals too', () => {
    const line = copy.change('models/qwen.yml', '- id: ', /id: .*/, 'id: gpt-6.2-SOL');
    copy.failsAt('models/qwen.yml', line, /the model id "gpt-6.2-SOL" is taken already/);
  });

  it('whose alias is taken', () => {
    const line =
      copy.change(gpt, first, '  family: gpt', '  family: gpt\n  aliases:\n    - fresh\n    - claude-opus-5-5') + 3;
    copy.failsAt(gpt, line, /the model id "claude-opus-5-5" is taken already, in data\/models\/claude\.yml:\d+$/);
  });

  it('that is a second family or tokenizer of one id', () => {
    const family = copy.change('families.yml', '- id: grok', 'id: grok', 'id: gpt');
    copy.failsAt('families.yml', family, /the id "gpt" is taken already/);
    copy.restore('families.yml');
    const tokenizer = copy.change('tokenizers.yml', '- id: grok', 'id: grok', 'id: o200k');
    copy.failsAt('tokenizers.yml', tokenizer, /the id "o200k" is taken already/);
  });
});
