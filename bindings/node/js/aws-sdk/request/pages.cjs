'use strict';

/** Calls back with one page after the other. A callback of three arguments says itself when the next one may come. */
function eachPage(request, callback) {
  const visit = callback.length >= 3 ? callback : answering(callback);

  function onPage(response) {
    visit.call(response, response.error, response.data, (goOn) => {
      if (goOn === false) return;
      if (response.hasNextPage()) response.nextPage().on('complete', onPage).send();
      else visit.call(response, null, null, () => {});
    });
  }

  request.on('complete', onPage).send();
}

function answering(callback) {
  return function (err, data, done) {
    done(callback.call(this, err, data));
  };
}

function eachItem(request, callback) {
  eachPage(request, (err, data) => {
    if (err || data === null) return callback(err ?? null, null);
    for (const item of request.service.paginationConfig(request.operation).itemsOf(data)) {
      if (callback(null, item) === false) return false;
    }
    return undefined;
  });
}

module.exports = { eachItem, eachPage };
