package org.tonotopy.registry.store;

import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** A way to a real S3 server on which answers are lost or changed, which no server does when it is asked to. */
abstract class MeddlingHttp implements SdkHttpClient {
    private final SdkHttpClient real = Apache5HttpClient.builder().build();

    /**
     * Looks at an answer that came.
     *
     * @return the status to be told instead of it; empty: the answer itself
     * @throws IOException to lose the answer
     */
    abstract Optional<Integer> meddle(SdkHttpRequest request, int status) throws IOException;

    static boolean isCompletion(SdkHttpRequest request) {
        return request.method().name().equals("POST")
                && request.rawQueryParameters().containsKey("uploadId");
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest call = real.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                HttpExecuteResponse answer = call.call();
                Optional<Integer> told =
                        meddle(request.httpRequest(), answer.httpResponse().statusCode());
                if (told.isEmpty()) {
                    return answer;
                }
                answer.responseBody().ifPresent(AbortableInputStream::abort);
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder()
                                .statusCode(told.get())
                                .putHeader("ETag", "\"d41d8cd98f00b204e9800998ecf8427e\"")
                                .build())
                        .build();
            }

            @Override
            public void abort() {
                call.abort();
            }
        };
    }

    @Override
    public void close() {
        real.close();
    }
}
