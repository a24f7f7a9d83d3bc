/** SDK v2's message about its end, which programs switch off: there is none here. */
declare const message: { suppress: boolean };

export = message;
