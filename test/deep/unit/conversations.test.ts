// Tests that the usual run tries a few times, tried often.
import './manyTries';
import '../../unit/core/playground/columnsProperty.test';
import '../../unit/core/playground/import/savedSession.test';
import '../../unit/core/playground/session/branchesProperty.test';
