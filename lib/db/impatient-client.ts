import { Client, type ClientConfig } from 'pg';

/**
 * A connection that is dropped once the server has owed it an answer for `answerMs`. The driver's
 * own `query_timeout` only gives up the statement: in a transaction the connection would go back
 * to the pool, and whoever takes it next would wait for the same dead peer.
 */
export const impatientClient = (answerMs: number) =>
  class ImpatientClient extends Client {
    constructor(config?: string | ClientConfig) {
      super(config);
      let owed: NodeJS.Timeout | undefined;
      const settle = () => clearTimeout(owed);
      this.on('drain', settle);
      this.on('end', settle);
      // With a statement under way `end` waits for no goodbye: it closes the socket, which fails
      // what waits on it and makes a pool throw the connection away.
      const giveUp = () => void this.end();
      this.query = new Proxy(this.query, {
        apply: (query, self, given) => {
          settle();
          owed = setTimeout(giveUp, answerMs);
          return Reflect.apply(query, self, given);
        },
      });
    }
  };
