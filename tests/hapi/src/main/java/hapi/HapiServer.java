package hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** HapiServer FOLDER PROFILES: says its address on standard output once it can be asked. Ends with its input. */
public final class HapiServer {
  private HapiServer() {}

  public static void main(String[] args) throws Exception {
    System.setProperty("hapi.folder", Path.of(args[0]).toAbsolutePath().toString());
    var beans = new AnnotationConfigApplicationContext(Storage.class);
    FhirContext context = beans.getBean(FhirContext.class);
    Validation validation = new Validation(context, Path.of(args[1]));

    RestfulServer rest = new RestfulServer(context);
    rest.registerProviders(beans.getBean("myResourceProvidersR4", ResourceProviderFactory.class).createProviders());
    rest.registerProvider(beans.getBean(JpaSystemProvider.class));
    rest.setServerConformanceProvider(
        new JpaCapabilityStatementProvider(
            rest,
            beans.getBean(IFhirSystemDao.class),
            beans.getBean(JpaStorageSettings.class),
            beans.getBean(ISearchParamRegistry.class),
            validation.support));
    rest.setDefaultResponseEncoding(EncodingEnum.JSON);
    rest.setPagingProvider(beans.getBean(DatabaseBackedPagingProvider.class));
    rest.registerInterceptor(validation);
    // As it comes, the server drops elements that it does not know, and the version of a reference, and says nothing.
    context.setParserErrorHandler(new StrictErrorHandler());
    context.getParserOptions().setStripVersionsFromReferences(false);

    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler handler = new ServletContextHandler("/");
    handler.addServlet(new ServletHolder(rest), "/fhir/*");
    server.setHandler(handler);
    server.start();
    System.out.println("http://127.0.0.1:" + connector.getLocalPort() + "/fhir");

    // So that it does not outlive the script that started it.
    while (System.in.read() >= 0) {}
    System.exit(0);
  }
}
