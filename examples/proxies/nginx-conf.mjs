/** nginx in front of back: HTTP and gRPC. The faults are one line each. */
export const nginxConf = ({ folder, http, grpc, backHttp, backGrpc, fault }) => `
daemon off;
worker_processes 1;
pid ${folder}/pid;
error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${http};
    location / {
      proxy_pass http://127.0.0.1:${backHttp};
      ${fault === "nginx-strips-traceparent" ? 'proxy_set_header traceparent "";' : ""}
    }
  }
  server {
    listen 127.0.0.1:${grpc} http2;
    location / {
      grpc_pass grpc://127.0.0.1:${backGrpc};
      ${fault.startsWith("nginx-strips") ? 'grpc_set_header traceparent "";' : ""}
    }
  }
}
`;
