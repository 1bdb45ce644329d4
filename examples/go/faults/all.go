package faults

// Table has every fault.
var Table = []Fault{
	// HTTP
	injectForgotten, bareClient, requestWithoutContext, callWithTodo, outerSpanInjected, headersReused,
	traceparentShort, traceparentUpperCase, traceparentLongSpanID, bodyLeftOpen, timeoutGoesOn,
	handlerNotWrapped, handlerWrappedTwice, publicEndpointInside,
	// gRPC
	interceptorWithoutMetadata, metadataOverwritten, streamWithoutInterceptor, dialWithoutHandler, serverWithoutHandler,
	// NATS
	publishWithoutHeaders, consumerNewRoot,
	// inside a service
	workOnBackground, goroutineBackground, goroutineCancelled, timerBackground, errgroupWithoutContext, poolWithoutContext, contextGlobal,
	spanLeftOpen, deferInLoop, logsWithoutIDs,
	// what a service sets when it starts, and does when it ends
	propagatorNeverSet, b3InOneService, flagOff, ratioWithoutParent, alwaysSampleBelow, secondProvider, fatalBeforeShutdown,
}
