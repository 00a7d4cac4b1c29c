// Tests that the usual run tries a few times, tried often.
import './manyTries';
import '../../unit/core/tokens/document/documentCount.test';
import '../../unit/core/tokens/engine/encoding.test';
import '../../unit/core/tokens/engine/exactness.test';
