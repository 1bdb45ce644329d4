package faults

// Table has every fault.
var Table = []Fault{
	injectForgotten,
	bareClient,
	requestWithoutContext,
	handlerNotWrapped,
	workOnBackground,
	goroutineBackground,
	errgroupWithoutContext,
	poolWithoutContext,
	interceptorWithoutMetadata,
	dialWithoutHandler,
	serverWithoutHandler,
	spanLeftOpen,
}
