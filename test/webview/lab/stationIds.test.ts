import assert from 'node:assert/strict';
import { stationIds } from '../../../src/core/lab/stationIds';
import { stations } from '../../../src/webview/lab/stations';

describe('the stations of the lab', () => {
  it('are those that pages of the guide may lead to, in the order of their tabs', () => {
    assert.deepEqual(
      stations.map(({ id }) => id),
      stationIds,
    );
  });
});
