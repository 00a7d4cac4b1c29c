import assert from 'node:assert/strict';
import { followSelection } from '../../../../src/editor/shared/selectedRows';

describe('the selected rows of a view', () => {
  let tell: ((event: { selection: readonly string[] }) => unknown) | undefined;
  let selection: readonly string[];
  const view = {
    get selection() {
      return selection;
    },
    onDidChangeSelection: (listener: typeof tell) => {
      tell = listener;
      return { dispose: () => (tell = undefined) };
    },
  };
  const select = (...rows: readonly string[]): void => {
    selection = rows;
    tell?.({ selection });
  };
  beforeEach(() => {
    selection = ['one'];
  });

  it('are those from before while the rows are read anew', () => {
    const followed = followSelection(view);
    selection = [];
    assert.deepEqual(followed.rows(), ['one']);
    select('two');
    selection = [];
    assert.deepEqual(followed.rows(), ['two']);
    selection = ['two, read anew'];
    assert.deepEqual(followed.rows(), ['two, read anew']);
  });

  it('are none once none is selected', () => {
    const followed = followSelection(view);
    select();
    assert.deepEqual(followed.rows(), []);
  });

  it('are not followed any more once that is disposed', () => {
    followSelection(view).dispose();
    assert.equal(tell, undefined);
  });
});
