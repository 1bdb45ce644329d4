// One unary method without a .proto file: what it carries is text.
const encode = (text) => Buffer.from(text);
const decode = (bytes) => bytes.toString();

exports.stock = {
  Count: {
    path: "/shop.Stock/Count",
    requestStream: false,
    responseStream: false,
    requestSerialize: encode,
    requestDeserialize: decode,
    responseSerialize: encode,
    responseDeserialize: decode,
  },
};
